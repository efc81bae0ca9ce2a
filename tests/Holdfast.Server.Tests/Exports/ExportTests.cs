using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Exports;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Accounts;
using Holdfast.Workloads.Disks;
using static Holdfast.Server.Tests.Accounts.TestAccounts;

namespace Holdfast.Server.Tests.Exports;

public sealed class ExportTests
{
    private static readonly byte[] content = Bytes(3_000_000);

    [Fact]
    public async Task Start_Socket_OnlyTheServersAccountReadsIt_UntilItIsStopped()
    {
        await using var server = await Serving();
        var started = await server.Client.Exports.Start(new ExportRequest("source", Disk: "docs/disk.raw"));
        Assert.Equal(started.Uri, started.Export.Uri);
        Assert.Null(started.Authority);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(started.Export.Address));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(started.Export.Address)!));
        }
        var client = await NbdReader.Open(started.Uri);
        Assert.Equal(content.Length, client!.Length);
        Assert.Equal(content[1000..2_001_000], await client.Read(1000, 2_000_000));
        var shown = Assert.Single((await server.Client.Exports.List()).Exports);
        Assert.Equal((started.Export.Id, "docs/disk.raw", 1, 2_000_000), (shown.Id, shown.Disk, shown.Clients, shown.BytesRead));

        var ended = await server.Client.Exports.Stop(started.Export.Id);
        Assert.Equal(0, ended.Clients);
        Assert.True(await client.IsEnded());
        Assert.False(File.Exists(started.Export.Address));
        Assert.Empty((await server.Client.Exports.List()).Exports);
        Assert.Equal(ErrorCode.ExportUnknown, await Refused(server.Client.Exports.Get(started.Export.Id)));
        Assert.Equal(ErrorCode.ExportUnknown, await Refused(server.Client.Exports.Stop(started.Export.Id)));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Start_Loopback_TheNameLetsIn_AndIsNowhereElse()
    {
        await using var server = await Serving();
        var started = await server.Client.Exports.Start(new ExportRequest("source", Disk: "disk", Listen: ExportListening.Loopback));
        Assert.Matches("^[0-9a-f]{32}$", started.Name);
        Assert.StartsWith("nbd://127.0.0.1:", started.Uri, StringComparison.Ordinal);
        Assert.Null(await NbdReader.Open(started.Uri.Replace(started.Name, new string('0', 32), StringComparison.Ordinal)));
        Assert.Null(await NbdReader.Open(started.Uri.Replace(started.Name, started.Export.Id, StringComparison.Ordinal)));
        await using (var client = await NbdReader.Open(started.Uri)) Assert.Equal(content[..100], await client!.Read(0, 100));
        var shown = await server.Client.Exports.Get(started.Export.Id);
        Assert.Null(shown.Uri);
        Assert.DoesNotContain(started.Name, shown.ToString(), StringComparison.Ordinal);
        await server.Client.Exports.Stop(started.Export.Id);
        var audit = (await server.Client.Audit.List()).Entries;
        Assert.Contains(audit, entry => entry.Action == "POST exports" && entry.Outcome == "ok" && entry.Subject.EndsWith(": disk by loopback", StringComparison.Ordinal));
        Assert.Contains(audit, entry => entry.Action == "DELETE exports/{id}" && entry.Subject.StartsWith(started.Export.Id, StringComparison.Ordinal));
        Assert.DoesNotContain(audit, entry => entry.ToString().Contains(started.Name, StringComparison.Ordinal));
        await server.Stop();
        foreach (var file in Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories).Where(file => File.ResolveLinkTarget(file, true) is null))
            Assert.DoesNotContain(started.Name, await File.ReadAllTextAsync(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_Tls_ServesNothingInTheOpen_AndShowsItsCertificate()
    {
        await using var server = await Serving($$"""{ "exportAddress": "127.0.0.1", "exportPort": {{FreePort()}}, "passwordIterations": 100000 }""");
        var started = await server.Client.Exports.Start(new ExportRequest("source", Disk: "disk", Listen: ExportListening.Tls));
        var other = await server.Client.Exports.Start(new ExportRequest("source", Disk: "disk", Listen: ExportListening.Tls));
        Assert.NotEqual(started.Export.Address, other.Export.Address);
        Assert.StartsWith("nbds://", started.Uri, StringComparison.Ordinal);
        Assert.Null(await NbdReader.Open(started.Uri));
        using var authority = X509Certificate2.CreateFromPem(started.Authority);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost", CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, CustomTrustStore = { authority },
            },
        };
        await using var client = await NbdReader.Open(started.Uri, options);
        Assert.Equal(content[^100..], await client!.Read(content.Length - 100, 100));
        Assert.Null(await NbdReader.Open(started.Uri.Replace(started.Name, other.Name, StringComparison.Ordinal), options));
    }

    [Fact]
    public async Task DeletePoint_WhileItIsGivenOut_IsRefused()
    {
        await using var server = await Serving();
        var started = await server.Client.Exports.Start(new ExportRequest("source", Disk: "disk"));
        await server.Confirm();
        Assert.Equal(ErrorCode.PointExported, await Refused(server.Client.DeleteRecoveryPoint(started.Export.RecoveryPoint)));
        await server.Client.Exports.Stop(started.Export.Id);
        await server.Confirm();
        await server.Client.DeleteRecoveryPoint(started.Export.RecoveryPoint);
    }

    [Fact]
    public async Task Exports_AreForWhoRecovers_AndWithinTheirScope()
    {
        await using var server = await Serving(Settings);
        var started = await server.Client.Exports.Start(new ExportRequest("source", Disk: "disk"));
        foreach (var role in (string[])[RoleNames.Reader, RoleNames.Operator])
        {
            using var nobody = await server.Account(role, role);
            Assert.Equal(ErrorCode.Forbidden, await Refused(nobody.Exports.List()));
            Assert.Equal(ErrorCode.Forbidden, await Refused(nobody.Exports.Start(new ExportRequest("source", Disk: "disk"))));
            Assert.Equal(ErrorCode.Forbidden, await Refused(nobody.Exports.Stop(started.Export.Id)));
        }
        await server.Protect(path: server.MakeSource("elsewhere"), group: "Other");
        using var limited = await server.Account("limited", RoleNames.RecoveryOperator, groups: ["Other"]);
        Assert.Empty((await limited.Exports.List()).Exports);
        Assert.Equal(ErrorCode.ExportUnknown, await Refused(limited.Exports.Get(started.Export.Id)));
        Assert.Equal(ErrorCode.ExportUnknown, await Refused(limited.Exports.Stop(started.Export.Id)));
        Assert.Equal(ErrorCode.NotFound, await Refused(limited.Exports.Start(new ExportRequest("source", Disk: "disk"))));
        var own = await limited.Exports.Start(new ExportRequest("elsewhere", Disk: "disk"));
        Assert.Equal("limited", Assert.Single((await limited.Exports.List()).Exports).Account);
        await limited.Exports.Stop(own.Export.Id);
    }

    [Fact]
    public async Task Start_WhatCannotBe_IsRefused()
    {
        await using var server = await Serving("""{ "mostExports": 1 }""");
        Assert.Equal(ErrorCode.ExportDiskNotNamed, await Refused(server.Client.Exports.Start(new ExportRequest("source"))));
        Assert.Equal(ErrorCode.ExportDiskUnknown, await Refused(server.Client.Exports.Start(new ExportRequest("source", Disk: "absent"))));
        Assert.Equal(ErrorCode.BadRequest, await Refused(server.Client.Exports.Start(new ExportRequest("source", Disk: "disk", Listen: "everywhere"))));
        Assert.Equal(ErrorCode.NoRecoveryPoint, await Refused(server.Client.Exports.Start(new ExportRequest("source", At: "2001-01-01T00:00:00Z", Disk: "disk"))));
        await server.Client.Exports.Start(new ExportRequest("source", Disk: "disk"));
        Assert.Equal(ErrorCode.ExportsFull, await Refused(server.Client.Exports.Start(new ExportRequest("source", Disk: "disk"))));
    }

    [Fact]
    public async Task Start_FolderThatOthersEnter_IsRefused()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Folders have no modes on Windows.");
            return;
        }
        var folder = Directory.CreateTempSubdirectory("holdfast-exports-").FullName;
        try
        {
            File.SetUnixFileMode(folder, (UnixFileMode)0x1ED);
            await using var server = await Serving($$"""{ "exportFolder": "{{folder}}" }""");
            Assert.Equal(ErrorCode.ExportNotListening, await Refused(server.Client.Exports.Start(new ExportRequest("source", Disk: "disk"))));
            File.SetUnixFileMode(folder, (UnixFileMode)0x1C0);
            Assert.StartsWith(folder, (await server.Client.Exports.Start(new ExportRequest("source", Disk: "disk"))).Export.Address, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Server_StoppedOrKilled_LeavesNoSocketThatLies()
    {
        await using var server = await Serving();
        var started = await server.Client.Exports.Start(new ExportRequest("source", Disk: "disk"));
        await server.Stop();
        Assert.False(File.Exists(started.Export.Address));
        // What a killed process leaves: a file that nobody listens behind. And one that somebody does.
        var (left, others) = (Path.Combine(Path.GetDirectoryName(started.Export.Address)!, "holdfast-left.sock"), Path.Combine(Path.GetDirectoryName(started.Export.Address)!, "holdfast-others.sock"));
        using (var killed = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)) killed.Bind(new UnixDomainSocketEndPoint(left));
        if (!File.Exists(left)) await File.WriteAllBytesAsync(left, []); // the runtime removed it with the socket
        using var another = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        another.Bind(new UnixDomainSocketEndPoint(others));
        another.Listen();
        await server.Launch(Disks);
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(others));
        Assert.Empty((await server.Client.Exports.List()).Exports);
    }

    private static async Task<RunningServer> Serving(string? settings = null)
    {
        var server = await RunningServer.Start(settings: settings);
        Disks(server.Engine);
        await server.Protect();
        return server;
    }

    private static void Disks(FakeEngine engine) => engine.OnDisk = path => path is "disk" or "docs/disk.raw" ? new StreamDisk(new MemoryStream(content)) : null;

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        return Math.Min(((System.Net.IPEndPoint)socket.LocalEndPoint!).Port, 65_500);
    }

    private static byte[] Bytes(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
