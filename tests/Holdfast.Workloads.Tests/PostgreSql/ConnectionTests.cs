using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Testing.Postgres;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql;
using Holdfast.Workloads.Tests.PostgreSql.Support;
using Holdfast.Workloads.Tests.Support;

namespace Holdfast.Workloads.Tests.PostgreSql;

public sealed class ConnectionTests
{
    [Fact]
    public void Describe_EveryWayToBeRefused_SaysWhatToDo()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian, checksums: false);
        server.Sql("CREATE ROLE plain LOGIN PASSWORD 'p'; CREATE ROLE copier LOGIN REPLICATION PASSWORD 'p'; CREATE ROLE nowhere LOGIN PASSWORD 'p'; CREATE ROLE clear LOGIN PASSWORD 'p'; CREATE ROLE halfway LOGIN REPLICATION PASSWORD 'p'");
        server.Sql("SET password_encryption = md5; CREATE ROLE older LOGIN REPLICATION PASSWORD 'p'");
        var hba = Path.Combine(server.Data, "pg_hba.conf");
        File.WriteAllText(hba, "host all nowhere all reject\nhost all clear all password\nhost replication halfway all reject\nhost all older all md5\nhost replication older all md5\n" + File.ReadAllText(hba));
        server.Sql("SELECT pg_reload_conf()");
        var (certificate, root) = MakeCertificates(server);
        using var points = new FolderPoints();
        var address = $"postgresql://127.0.0.1:{server.Port}";
        DatasourceFacts Describe(string user, string password, params (string, string)[] options) =>
            new PostgreSqlWorkload().Describe(points.Context(address, new WorkloadCredential(user, password), options), default);
        WorkloadException Refused(string user, string password, params (string, string)[] options)
        {
            var refused = Assert.Throws<WorkloadException>(() => Describe(user, password, options));
            Assert.DoesNotContain(PostgresServer.Password, refused.ToString(), StringComparison.Ordinal);
            return refused;
        }

        var facts = Describe(PostgresServer.User, PostgresServer.Password);
        Assert.StartsWith("15", facts.Version, StringComparison.Ordinal);
        Assert.Equal([BackupType.Full], facts.Types);
        Assert.True(facts.Size > 10 << 20);
        Assert.Contains(facts.Warnings, warning => warning.Contains("pg_checksums", StringComparison.Ordinal));
        Assert.Contains(facts.Warnings, warning => warning.Contains("max_slot_wal_keep_size", StringComparison.Ordinal));
        Assert.Contains(Describe("copier", "p").Warnings, warning => warning.Contains("pg_read_all_settings", StringComparison.Ordinal));
        Assert.Contains(Describe("plain", "p").Warnings, warning => warning.Contains("may not replicate", StringComparison.Ordinal));
        Assert.Equal(facts.Version, Describe("older", "p").Version); // md5

        Assert.Equal(WorkloadFault.SignInRefused, Refused(PostgresServer.User, "wrong").Fault);
        Assert.Contains("pg_hba.conf", Refused("nowhere", "p").Remedy, StringComparison.Ordinal);
        Assert.Contains("pg_hba.conf", Refused("halfway", "p").Remedy, StringComparison.Ordinal);
        Assert.Contains("encrypted", Refused("clear", "p").Message, StringComparison.Ordinal);
        Assert.Equal(WorkloadFault.OptionWrong, Refused("copier", "p", ("database", "missing")).Fault);
        Assert.Equal(WorkloadFault.OptionWrong, Refused("copier", "p", ("colour", "blue")).Fault);
        Assert.Equal(WorkloadFault.NotPossible, Refused("copier", "p", ("sslMode", "require")).Fault);

        File.AppendAllText(Path.Combine(server.Data, "postgresql.conf"), "ssl = on\n");
        server.Sql("SELECT pg_reload_conf()");
        Assert.Contains("15", Describe("clear", "p", ("sslMode", "require")).Version, StringComparison.Ordinal); // in clear, within TLS
        Assert.Equal(facts.Version, Describe("copier", "p", ("sslRootCertificate", root)).Version); // bound to the channel
        Assert.Equal(WorkloadFault.NotReachable, Refused("copier", "p", ("sslMode", "verify-ca"), ("sslRootCertificate", certificate)).Fault);
        address = $"postgresql://localhost:{server.Port}";
        Assert.Contains("another host", Refused("copier", "p", ("sslRootCertificate", root)).Message, StringComparison.Ordinal);
        Assert.Equal(facts.Version, Describe("copier", "p", ("sslMode", "verify-ca"), ("sslRootCertificate", root)).Version);

        server.Stop();
        Assert.Equal(WorkloadFault.NotReachable, Refused("copier", "p").Fault);
    }

    [Fact]
    public void Backup_Cancelled_EndsAtOnceAndLeavesTheServerFree()
    {
        Assert.SkipWhen(PostgresPrograms.Debian.Folder is null, PostgresPrograms.Debian.Missing ?? "");
        using var server = PostgresServer.Make(PostgresPrograms.Debian);
        using var points = new FolderPoints();
        using var cancel = new CancellationTokenSource();
        var context = points.Context($"postgresql://127.0.0.1:{server.Port}", new WorkloadCredential(PostgresServer.User, PostgresServer.Password), ("checkpoint", "spread"));
        // A checkpoint that takes its time keeps the backup waiting.
        server.Sql("CREATE TABLE dirty AS SELECT i FROM generate_series(1, 100000) i");
        cancel.CancelAfter(TimeSpan.FromMilliseconds(300));

        Assert.ThrowsAny<OperationCanceledException>(() => points.Backup(context, BackupType.Full, cancel.Token));
        Assert.Equal(BackupType.Full, points.Backup(points.Context(context.Path, context.Credential), BackupType.Full).Document!.Type);
    }

    [Theory]
    [InlineData("postgresql://DB1.Example.com", "postgresql://db1.example.com:5432")]
    [InlineData("postgres://db1:6000/", "postgresql://db1:6000")]
    [InlineData("postgresql://[0:0::1]", "postgresql://[::1]:5432")]
    [InlineData("postgresql:///var/run/postgresql", "postgresql:///var/run/postgresql:5432")]
    [InlineData("postgresql://%2Fvar%2Frun%2Fpostgresql:5433", "postgresql:///var/run/postgresql:5433")]
    public void Normalize_WaysToWriteOne_GiveOne(string written, string expected)
    {
        Assert.True(new PostgreSqlWorkload().Knows(written));
        Assert.Equal(expected, new PostgreSqlWorkload().Normalize(written));
        Assert.Equal(expected, new PostgreSqlWorkload().Normalize(expected));
    }

    [Theory]
    [InlineData("postgresql://me:secret@db1")]
    [InlineData("postgresql://db1/shop")]
    [InlineData("postgresql://db1:0")]
    [InlineData("postgresql://db1:70000")]
    [InlineData("postgresql://")]
    [InlineData("postgresql://db1?sslmode=require")]
    [InlineData("postgresql://[fe80")]
    public void Normalize_NoAddress_IsRefusedWithoutASecret(string written)
    {
        var refused = Assert.Throws<WorkloadException>(() => new PostgreSqlWorkload().Normalize(written));
        Assert.Equal(WorkloadFault.AddressWrong, refused.Fault);
        Assert.DoesNotContain("secret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Describe_SomethingElseListens_IsTold()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var answer = Task.Run(() =>
        {
            using var client = listener.AcceptTcpClient();
            client.GetStream().Write("HTTP/1.1 400 Bad Request\r\n\r\n"u8);
        });
        using var points = new FolderPoints();
        var refused = Assert.Throws<WorkloadException>(() => new PostgreSqlWorkload().Describe(points.Context($"postgresql://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", null), default));
        Assert.Equal(WorkloadFault.ContentWrong, refused.Fault);
        await answer;
    }

    /// <summary>A certificate for 127.0.0.1 in the server's folder, the authority that signed it, and one that did not.</summary>
    private static (string Stranger, string Root) MakeCertificates(PostgresServer server)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Test authority", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = rootRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=server", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var leaf = request.Create(root, now.AddDays(-1), now.AddDays(1).AddSeconds(-1), [1, 2, 3]);
        using var strangerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var strangerRequest = new CertificateRequest("CN=Somebody else", strangerKey, HashAlgorithmName.SHA256);
        strangerRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var stranger = strangerRequest.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var keyFile = Path.Combine(server.Data, "server.key");
        File.WriteAllText(Path.Combine(server.Data, "server.crt"), leaf.ExportCertificatePem());
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (Environment.IsPrivilegedProcess) Shell.Run($"chown postgres {Shell.Quote(keyFile)}");
        string[] files = [Path.Combine(server.Sockets, "stranger.pem"), Path.Combine(server.Sockets, "root.pem")];
        File.WriteAllText(files[0], stranger.ExportCertificatePem());
        File.WriteAllText(files[1], root.ExportCertificatePem());
        return (files[0], files[1]);
    }
}
