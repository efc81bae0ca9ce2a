using System.Net;
using System.Net.Sockets;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Driver;
using Holdfast.Workloads.SqlServer.Transports.Vdi;

namespace Holdfast.Workloads.Tests.SqlServer.Driver;

public sealed class SqlClientSessionsTests
{
    private static readonly SqlAddress Address = SqlAddress.Parse("sqlserver://db1/Sales");

    [Fact]
    public void ConnectionString_Defaults_EncryptsChecksTheCertificateAndKeepsNoPassword()
    {
        var text = SqlClientSessions.ConnectionString(Address, new SqlOptions(), new WorkloadCredential("sa", "p;Encrypt=false"));
        var read = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(text);
        Assert.Equal(("tcp:db1", "master", 15, false, false), (read.DataSource, read.InitialCatalog, read.ConnectTimeout, read.TrustServerCertificate, read.PersistSecurityInfo));
        Assert.Equal(Microsoft.Data.SqlClient.SqlConnectionEncryptOption.Mandatory, read.Encrypt);
        Assert.Equal("p;Encrypt=false", read.Password);
        Assert.False(read.IntegratedSecurity);
    }

    [Fact]
    public void ConnectionString_WithoutCredential_SignsInAsTheAccount()
    {
        var read = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(SqlClientSessions.ConnectionString(Address, new SqlOptions { Encryption = SqlEncryption.Strict, TrustServerCertificate = true }, null));
        Assert.True(read.IntegratedSecurity && read.TrustServerCertificate);
        Assert.Equal(Microsoft.Data.SqlClient.SqlConnectionEncryptOption.Strict, read.Encrypt);
    }

    /// <summary>Also proves that the client runs in a program without culture data.</summary>
    [Fact]
    public void Open_NobodyListens_SaysThatItCannotBeReached()
    {
        var fault = Assert.Throws<WorkloadException>(() => new SqlServerWorkload(new SqlClientSessions(connectSeconds: 1), new InstalledDeviceSets()).Describe(Context($"sqlserver://127.0.0.1:{FreePort()}/Sales"), CancellationToken.None));
        Assert.Equal(WorkloadFault.NotReachable, fault.Fault);
        Assert.DoesNotContain("Passw0rd", fault.ToString());
    }

    [Theory]
    [InlineData("5 percent processed.", 5)]
    [InlineData("100 Prozent verarbeitet.", 100)]
    [InlineData("  35", 35)]
    [InlineData("Processed 328 pages", null)]
    public void Percent_OfAMessageInAnyLanguage_IsItsNumber(string message, int? percent) => Assert.Equal(percent, SqlClientSession.Percent(message));

    [Theory]
    [InlineData(18456, WorkloadFault.SignInRefused)]
    [InlineData(262, WorkloadFault.RightMissing)]
    [InlineData(10061, WorkloadFault.NotReachable)]
    [InlineData(3201, WorkloadFault.ApplicationFailed)]
    [InlineData(1234, WorkloadFault.ApplicationFailed)]
    public void Translate_ErrorNumbers_AreFaultsWithWhatToDo(int number, WorkloadFault fault)
    {
        var translated = SqlFaults.Translate(new SqlFailure([number], "words"));
        Assert.Equal(fault, translated.Fault);
        Assert.NotEmpty(translated.Remedy);
    }

    private static WorkloadContext Context(string path) =>
        new(path, new WorkloadCredential("sa", "Passw0rd-Passw0rd"), Path.GetTempPath(), Path.GetTempPath(), new Dictionary<string, string>(), null, TimeProvider.System);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
