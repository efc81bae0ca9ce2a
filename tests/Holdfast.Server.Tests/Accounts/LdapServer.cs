using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Holdfast.Server.Tests.Accounts;

/// <summary>An OpenLDAP server of its own, on a free port of 127.0.0.1, with TLS by a CA of its own.</summary>
internal sealed class LdapServer : IDisposable
{
    private const string Program = "/usr/sbin/slapd", Schemas = "/etc/ldap/schema", Modules = "/usr/lib/ldap";
    private readonly string folder;
    private readonly Process process;

    private LdapServer(string folder, Process process, int port, int tlsPort) => (this.folder, this.process, Port, TlsPort) = (folder, process, port, tlsPort);

    public int Port { get; }

    public int TlsPort { get; }

    /// <summary>The CA of its certificate.</summary>
    public string Certificates => Path.Combine(folder, "ca.pem");

    /// <summary>Another CA.</summary>
    public string OtherCertificates => Path.Combine(folder, "other.pem");

    public static string? Lacks => !OperatingSystem.IsLinux() || !File.Exists(Program) ? "slapd is not installed." : null;

    public static async Task<LdapServer> Start()
    {
        var folder = Directory.CreateTempSubdirectory("holdfast-ldap-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "db"));
        MakeCertificates(folder);
        File.WriteAllText(Path.Combine(folder, "slapd.conf"), $"""
            include {Schemas}/core.schema
            include {Schemas}/cosine.schema
            include {Schemas}/inetorgperson.schema
            modulepath {Modules}
            moduleload back_mdb
            pidfile {folder}/slapd.pid
            TLSCACertificateFile {folder}/ca.pem
            TLSCertificateFile {folder}/server.pem
            TLSCertificateKeyFile {folder}/server.key
            security simple_bind=128
            database mdb
            suffix "dc=example,dc=org"
            directory {folder}/db
            """.Replace("            ", "") + "\n");
        File.WriteAllText(Path.Combine(folder, "data.ldif"), """
            dn: dc=example,dc=org
            objectClass: dcObject
            objectClass: organization
            o: Example
            dc: example

            dn: ou=people,dc=example,dc=org
            objectClass: organizationalUnit
            ou: people

            dn: uid=anna,ou=people,dc=example,dc=org
            objectClass: inetOrgPerson
            uid: anna
            cn: Anna
            sn: A
            userPassword: the directory's password

            dn: uid=bert,ou=people,dc=example,dc=org
            objectClass: inetOrgPerson
            uid: bert
            cn: Bert
            sn: B
            userPassword: another password

            dn: cn=Backup Operators,dc=example,dc=org
            objectClass: groupOfNames
            cn: Backup Operators
            member: uid=anna,ou=people,dc=example,dc=org

            """.Replace("            ", ""));
        await Run("/usr/sbin/slapadd", "-f", Path.Combine(folder, "slapd.conf"), "-l", Path.Combine(folder, "data.ldif"));
        var (port, tlsPort) = (FreePort(), FreePort());
        var process = Process.Start(new ProcessStartInfo(Program, ["-d", "0", "-f", Path.Combine(folder, "slapd.conf"), "-h", $"ldap://127.0.0.1:{port} ldaps://127.0.0.1:{tlsPort}"]))!;
        var server = new LdapServer(folder, process, port, tlsPort);
        while (!await Answers(tlsPort))
        {
            if (process.HasExited) throw new InvalidOperationException($"slapd ended with {process.ExitCode}.");
            await Task.Delay(20);
        }
        return server;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static void MakeCertificates(string folder)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var caKey = RSA.Create(2048);
        using var ca = Authority(caKey, "CN=Test directory CA");
        using var otherKey = RSA.Create(2048);
        using var other = Authority(otherKey, "CN=Another CA");
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=directory", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var leaf = request.Create(ca, now.AddDays(-1), now.AddDays(30), RandomNumberGenerator.GetBytes(8));
        File.WriteAllText(Path.Combine(folder, "ca.pem"), ca.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.pem"), leaf.ExportCertificatePem());
        File.WriteAllText(Path.Combine(folder, "server.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, "other.pem"), other.ExportCertificatePem());

        X509Certificate2 Authority(RSA authorityKey, string name)
        {
            var authority = new CertificateRequest(name, authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            return authority.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        }
    }

    private static async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {error}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
