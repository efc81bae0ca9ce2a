using Holdfast.Workloads.Applications;
using Holdfast.Workloads.SqlServer;
using Holdfast.Workloads.SqlServer.Addresses;
using Holdfast.Workloads.SqlServer.Discovery;

namespace Holdfast.Workloads.Tests.SqlServer.Addresses;

public sealed class SqlAddressTests
{
    [Theory]
    [InlineData("sqlserver://DB1.Example.com/Sales", "sqlserver://db1.example.com/Sales", "tcp:db1.example.com")]
    [InlineData("SQLSERVER://db1:1433/Sales", "sqlserver://db1/Sales", "tcp:db1")]
    [InlineData("sqlserver://db1:1533/inst/Sales%20%26%20more", "sqlserver://db1:1533/INST/Sales%20%26%20more", "tcp:db1,1533")]
    [InlineData("sqlserver://db1/inst/Sales", "sqlserver://db1/INST/Sales", "tcp:db1\\INST")]
    [InlineData("sqlserver://db1/mssqlserver/Sales", "sqlserver://db1/Sales", "tcp:db1")]
    [InlineData("sqlserver://[2001:DB8::1]:1500/a%2Fb", "sqlserver://[2001:db8::1]:1500/a%2Fb", "tcp:[2001:db8::1],1500")]
    [InlineData("sqlserver://db1", "sqlserver://db1/", "tcp:db1")]
    [InlineData("sqlserver://db1/inst/", "sqlserver://db1/INST/", "tcp:db1\\INST")]
    public void Normalize_AnyWayToWriteIt_IsOneWay(string text, string normal, string source)
    {
        var workload = new SqlServerWorkload(null);
        Assert.True(workload.Knows(text));
        Assert.Equal(normal, workload.Normalize(text));
        Assert.Equal(normal, workload.Normalize(normal));
        Assert.Equal(source, SqlAddress.Parse(text).DataSource);
    }

    [Theory]
    [InlineData("sqlserver://")]
    [InlineData("sqlserver://user:pass@db1/Sales")]
    [InlineData("sqlserver://db1:0/Sales")]
    [InlineData("sqlserver://db1:x/Sales")]
    [InlineData("sqlserver://db1//Sales")]
    [InlineData("sqlserver://db1/a/b/c")]
    [InlineData("sqlserver://db1/a b;Encrypt=false/c")]
    [InlineData("sqlserver://db1;Encrypt=false/c")]
    [InlineData("sqlserver://db1/Sales?x=1")]
    [InlineData("sqlserver://[::1/Sales")]
    [InlineData("sqlserver://db1/a%00b")]
    public void Normalize_WhatIsNoAddress_IsRefused(string text) =>
        Assert.Equal(WorkloadFault.AddressWrong, Assert.Throws<WorkloadException>(() => new SqlServerWorkload(null).Normalize(text)).Fault);

    [Theory]
    [InlineData("/srv/files")]
    [InlineData("postgresql://db1:5432")]
    public void Knows_OtherPaths_IsFalse(string path) => Assert.False(new SqlServerWorkload(null).Knows(path));

    [Fact]
    public void Options_Known_AreRead()
    {
        var options = SqlOptions.Read(new Dictionary<string, string> { ["transport"] = "vdi", ["stripes"] = "4", ["compression"] = "true", ["partSize"] = "20", ["encrypt"] = "strict", ["trustServerCertificate"] = "true" });
        Assert.Equal((SqlTransportKind.Vdi, 4, true, 20, SqlEncryption.Strict, true), (options.Transport, options.Stripes, options.Compression, options.PartSize, options.Encryption, options.TrustServerCertificate));
    }

    [Theory]
    [InlineData("transport", "tape")]
    [InlineData("transport", "1")]
    [InlineData("stripes", "65")]
    [InlineData("stripes", "-1")]
    [InlineData("compression", "yes")]
    [InlineData("partSize", "21")]
    [InlineData("partSize", "20")]
    [InlineData("encrypt", "no")]
    [InlineData("colour", "red")]
    public void Options_Unknown_AreRefused(string name, string value) =>
        Assert.Equal(WorkloadFault.OptionWrong, Assert.Throws<WorkloadException>(() => SqlOptions.Read(new Dictionary<string, string> { [name] = value })).Fault);

    [Theory]
    [InlineData("SQL2", "sqlserver://sql2/")]
    [InlineData("SQL2\\Inst", "sqlserver://sql2/INST/")]
    [InlineData("a b;c", null)]
    public void Replica_ServerName_IsAnAddress(string name, string? address) => Assert.Equal(address, ReplicaChoice.Replica(name)?.ToString());
}
