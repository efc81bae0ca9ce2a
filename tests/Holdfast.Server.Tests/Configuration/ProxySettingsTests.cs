using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.Tests.Configuration;

public sealed class ProxySettingsTests : IDisposable
{
    private const string Secret = "no-one-may-see-this";

    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-proxy-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Load_NothingSet_CallsDirectlyWhateverTheEnvironmentSays()
    {
        Assert.Null(ProxySettings.Load(Settings.Empty));
        using var handler = ProxySettings.Handler(null);
        Assert.False(handler.UseProxy);
    }

    [Fact]
    public async Task Handler_ProxyWithCredentials_SendsThemWhenTheProxyAsks()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var seen = Serve(listener);
        var settings = Read($$"""{ "proxy": "http://127.0.0.1:{{((IPEndPoint)listener.LocalEndpoint).Port}}", "proxyCredentialsFile": "{{Credentials("backup\n" + Secret + "\n")}}" }""");
        using var client = new HttpClient(ProxySettings.Handler(ProxySettings.Load(settings)));
        Assert.Equal("ok", await client.GetStringAsync(new Uri("http://vault.example/x"), RunningServer.Deadline()));
        var requests = await seen;
        Assert.StartsWith("GET http://vault.example/x", requests[0]);
        Assert.DoesNotContain("Proxy-Authorization", requests[0]);
        Assert.Contains("Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("backup:" + Secret)), requests[1]);
    }

    [Fact]
    public void Load_CredentialsThatOthersCanRead_AreRefused()
    {
        var file = Credentials("backup\n" + Secret + "\n");
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no such file modes.");
        else File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var refused = Refused($$"""{ "proxy": "http://proxy.example:3128", "proxyCredentialsFile": "{{file}}" }""");
        Assert.Contains("others", refused.Message);
        Assert.DoesNotContain(Secret, refused.Message);
    }

    [Fact]
    public void Load_CredentialsWithoutPassword_AreRefused() =>
        Refused($$"""{ "proxy": "http://proxy.example:3128", "proxyCredentialsFile": "{{Credentials("backup\n")}}" }""");

    [Fact]
    public void Load_CredentialsFileThatIsNotThere_IsRefused() =>
        Refused($$"""{ "proxy": "http://proxy.example:3128", "proxyCredentialsFile": "{{folder}}/nothing" }""");

    [Fact]
    public void Load_CredentialsWithoutProxy_AreRefused() => Refused($$"""{ "proxyCredentialsFile": "{{Credentials("a\nb\n")}}" }""");

    [Theory]
    [InlineData("proxy.example:3128")]
    [InlineData("ftp://proxy.example")]
    [InlineData("http://user:password@proxy.example:3128")]
    [InlineData("http://proxy.example/path")]
    public void Settings_ProxyThatIsNoPlainUrl_IsAViolation(string url) =>
        Assert.Contains("proxy must be", Assert.Throws<HoldfastException>(() => Read($$"""{ "proxy": "{{url}}" }""")).Message);

    private static async Task<List<string>> Serve(TcpListener listener)
    {
        var requests = new List<string>();
        using var connection = await listener.AcceptTcpClientAsync(RunningServer.Deadline());
        var stream = connection.GetStream();
        foreach (var answer in (string[])
            [
                "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
            ])
        {
            requests.Add(await ReadHead(stream));
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), RunningServer.Deadline());
        }
        return requests;
    }

    private static async Task<string> ReadHead(NetworkStream stream)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, RunningServer.Deadline()) == 1) text.Append((char)one[0]);
        return text.ToString();
    }

    private string Credentials(string content)
    {
        var file = Path.Combine(folder, "proxy.txt");
        File.WriteAllText(file, content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return file;
    }

    private Settings Read(string json)
    {
        var file = Path.Combine(folder, "settings.json");
        File.WriteAllText(file, json);
        return Settings.Load(file, ProxySettings.All);
    }

    private HoldfastException Refused(string json)
    {
        var refused = Assert.Throws<HoldfastException>(() => ProxySettings.Load(Read(json)));
        Assert.Equal(ErrorCode.ProxyNotUsable, refused.Code);
        return refused;
    }
}
