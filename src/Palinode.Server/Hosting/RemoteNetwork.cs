using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Palinode.Server.Hosting;

/// <summary>Where a request comes from, as far as limits are about it: one address of IPv4; of IPv6 the network of 64 bits that one household or office has to itself.</summary>
internal static class RemoteNetwork
{
    private const int NetworkBytes = 8;

    public static IPAddress Of(HttpContext context) => Of(context.Connection.RemoteIpAddress ?? IPAddress.None);

    internal static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
