using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Connections;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Recovery;

/// <summary>What a recovery option asks of the server, for items of one recovery point.</summary>
internal static class RecoveryRequests
{
    internal static RecoverRequest Of(IReadOnlyList<RecoverableItem> items, RecoveryOption option, bool online)
    {
        var point = items[0].Point;
        var paths = items.Any(item => item.Item is null) ? null : items.Select(item => item.Path).ToList();
        var request = new RecoverRequest(
            point.Source, option.RollForwardRecovery ? "latest" : point.Id, paths, Online: online, ExternalServer: items[0].ExternalServer,
            Existing: option.OverwriteType switch { OverwriteType.Overwrite => "overwrite", OverwriteType.NoOverwrite => "skip", _ => "copy" },
            Security: option.RestoreSecurity ? "point" : "destination")
        {
            Overwrite = point.Kind != "files" && option.OverwriteType == OverwriteType.Overwrite,
            LeaveRestoring = option.LeaveDBInRestoringState,
            // Files of an application are recovered as files; those inside a machine's disk by the machine's own recovery.
            AsFiles = point.Kind != "files" && paths is not null && !items.All(item => item.Item!.InDisk),
        };
        return option.RecoveryLocation switch
        {
            RecoveryLocation.OriginalServer when option.TargetLocation is null => request with { Original = true },
            RecoveryLocation.OriginalServer or RecoveryLocation.CopyToFolder => request with { To = option.TargetLocation, Server = Production(items[0].Server, option.TargetServer) },
            _ => request with { Instance = Instance(point, option), NewName = option.DatabaseName, To = option.TargetLocation },
        };
    }

    /// <summary>Null: the server's own computer.</summary>
    private static string? Production(DpmServer server, string name) =>
        ServerConnections.IsHere(name) || string.Equals(name, server.HostName, StringComparison.OrdinalIgnoreCase) ? null : name;

    /// <summary>Address of the instance: as it was given, or of HOST\INSTANCE, or the one that the datasource came from.</summary>
    private static string Instance(RecoveryPointInfo point, RecoveryOption option)
    {
        var name = option.InstanceName ?? option.TargetServer;
        if (ApplicationAddress.IsOne(name)) return name;
        if (!ApplicationAddress.IsOne(point.Path))
            throw new HoldfastException(ErrorCode.BadRequest, $"{point.SourceName} is no application that could be recovered to an instance.", "Recover it to a folder with -RecoveryLocation CopyToFolder.");
        if (option.InstanceName is null && (name.Length == 0 || option.RecoveryLocation == RecoveryLocation.OriginalServerWithDBRename)) return point.Path[..(point.Path.LastIndexOf('/') + 1)];
        return $"{ApplicationAddress.Scheme(point.Path)}://{name.Replace('\\', '/')}/";
    }
}
