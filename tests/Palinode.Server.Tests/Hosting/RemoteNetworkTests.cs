using System.Net;
using Palinode.Server.Hosting;

namespace Palinode.Server.Tests.Hosting;

internal sealed class RemoteNetworkTests
{
    [TestCase("192.0.2.7", "192.0.2.7")]
    [TestCase("::ffff:192.0.2.7", "192.0.2.7")]
    [TestCase("2001:db8:1:2:aaaa::1", "2001:db8:1:2::")]
    [TestCase("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::")]
    [TestCase("::1", "::")]
    public void Addresses_that_one_person_has_count_as_one(string address, string network) => RemoteNetwork.Of(IPAddress.Parse(address)).ShouldBe(IPAddress.Parse(network));
}
