using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Palinode.Server.Tests.Hosting;

/// <summary>Failure class 14: requests to inner addresses. The service asks nothing of the network but its database and its mail server.</summary>
internal sealed class NoRequestsTests
{
    private static readonly string[] Clients =
        ["HttpClient", "HttpMessageInvoker", "SocketsHttpHandler", "HttpClientHandler", "WebClient", "WebRequest", "HttpWebRequest", "FtpWebRequest", "ClientWebSocket", "SmtpClient", "Dns", "Ping", "UdpClient", "XmlUrlResolver", "IHttpClientFactory", "QuicConnection"];

    [Test]
    public void Failure_class_14_the_server_has_nothing_that_makes_requests()
    {
        using FileStream file = File.OpenRead(typeof(Service).Assembly.Location);
        using PEReader image = new(file);
        MetadataReader metadata = image.GetMetadataReader();
        string[] used = [.. metadata.TypeReferences.Select(h => metadata.GetString(metadata.GetTypeReference(h).Name))];
        used.ShouldNotBeEmpty();
        used.Intersect(Clients).ShouldBeEmpty();
        used.ShouldContain("TcpClient");
    }
}
