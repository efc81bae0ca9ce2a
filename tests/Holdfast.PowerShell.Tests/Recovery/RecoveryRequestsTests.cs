using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;
using Holdfast.PowerShell.Recovery;
using Holdfast.PowerShell.Tests.Live;

namespace Holdfast.PowerShell.Tests.Recovery;

/// <summary>What a recovery option becomes for applications that no test here can recover.</summary>
public sealed class RecoveryRequestsTests(LiveServer server)
{
    [Theory]
    [InlineData("sqlserver://sql01/PROD/Orders", "SQL02\\TEST", "sqlserver://SQL02/TEST/")]
    [InlineData("sqlserver://sql01/Orders", "SQL02", "sqlserver://SQL02/")]
    [InlineData("sqlserver://sql01/Orders", "sqlserver://sql02:1444/", "sqlserver://sql02:1444/")]
    [InlineData("sqlserver://sql01/PROD/Orders", null, "sqlserver://sql01/PROD/")]
    public async Task Of_DatabaseUnderAnotherName_NamesTheInstance(string source, string? instance, string address)
    {
        var request = RecoveryRequests.Of([await Point(source, "sqlServer")], Option(RecoveryLocation.OriginalServerWithDBRename, instance, "Copy"), online: false);
        Assert.Equal((address, "Copy", false, null), (request.Instance, request.NewName, request.Original, request.To));
        Assert.Equal("point", request.At);
    }

    [Fact]
    public async Task Of_MachineToAnotherHost_NamesTheHostByTheKind()
    {
        var option = Option(RecoveryLocation.AlternateHyperVServer, null, null, target: "host02", folder: "D:\\Machines");
        var request = RecoveryRequests.Of([await Point("hyperv://host01/web", "hyperV")], option, online: true);
        Assert.Equal(("hyperv://host02/", "D:\\Machines", true), (request.Instance, request.To, request.Online));
    }

    [Fact]
    public async Task Of_MailboxesIntoARecoveryDatabase_NamesItAndItsServer()
    {
        var option = Option(RecoveryLocation.ExchangeServerDatabase, null, "RDB1", target: "mail02");
        var request = RecoveryRequests.Of([await Point("exchange://mail01/Sales", "exchange")], option, online: false);
        Assert.Equal(("exchange://mail02/", "RDB1"), (request.Instance, request.NewName));
    }

    [Fact]
    public async Task Of_DatabaseBackWithItsLog_GoesAsFarAsItGoesAndReplaces()
    {
        var option = Option(RecoveryLocation.OriginalServer, null, null, rollForward: true);
        var request = RecoveryRequests.Of([await Point("sqlserver://sql01/Orders", "sqlServer")], option, online: false);
        Assert.Equal(("latest", true, true), (request.At, request.Original, request.Overwrite));
    }

    [Fact]
    public async Task Of_FilesToAnInstance_IsRefused()
    {
        var point = await Point("/srv/files", "files");
        var refusal = Assert.Throws<HoldfastException>(() => RecoveryRequests.Of([point], Option(RecoveryLocation.OriginalServerWithDBRename, "SQL02", "Copy"), online: false));
        Assert.Contains("CopyToFolder", refusal.Remedy, StringComparison.Ordinal);
    }

    private async Task<RecoverableItem> Point(string path, string kind)
    {
        var here = new DpmServer("here", server.Client, "local", await server.Client.Status());
        return new RecoveryPoint(here, new RecoveryPointInfo("point", "source", "Orders", path, "sql01", DateTimeOffset.UnixEpoch, 1, 0, 1, true, true, null, Kind: kind), online: false);
    }

    private static RecoveryOption Option(RecoveryLocation location, string? instance, string? name, string target = "", string? folder = null, bool rollForward = false) => new()
    {
        RecoveryLocation = location, RecoveryType = RecoveryType.Recover, OverwriteType = OverwriteType.Overwrite, TargetServer = target, TargetLocation = folder, InstanceName = instance,
        DatabaseName = name, RestoreSecurity = false, RollForwardRecovery = rollForward, LeaveDBInRestoringState = false,
    };
}
