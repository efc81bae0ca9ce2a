using Holdfast.Contracts.Api;

namespace Holdfast.Output;

/// <summary>The state of a server in words.</summary>
internal static class StatusText
{
    internal static void Write(TextWriter output, StatusInfo status)
    {
        Line(output, "Holdfast", $"{status.Version}, process {status.Pid}, since {Quantity.Time(status.Started)}");
        Line(output, "data folder", status.DataDirectory);
        Line(output, "storage pool", Pool(status.Pool));
        WriteVault(output, status.Vault);
        foreach (var agent in status.Agents) Line(output, "agent", $"{agent.Name}: {agent.State}");
        Line(output, "protected", $"{Quantity.Of(status.ProtectedInstances, "instance", "instances")}, {Quantity.Of(status.Groups, "group", "groups")}, "
            + $"{Quantity.Of(status.Sources, "datasource", "datasources")}, {Quantity.Of(status.RecoveryPoints, "recovery point", "recovery points")}");
        Line(output, "jobs", $"{status.RunningJobs} running, {status.QueuedJobs} queued");
        Line(output, "open alerts", status.OpenAlerts == 0
            ? "none"
            : $"{status.OpenAlerts}: {status.Alerts.Critical} critical, {status.Alerts.Warning} warnings, {status.Alerts.Informational} informational (`holdfast alert list`)");
    }

    internal static void WriteVault(TextWriter output, VaultInfo vault)
    {
        Line(output, "vault", vault.State switch
        {
            "notRegistered" => "not registered",
            "unreachable" => $"{vault.Name}: unreachable: {vault.Reason}",
            _ => $"{vault.Name}: {vault.State}, {Quantity.Of(vault.RecoveryPoints, "recovery point", "recovery points")}, {Quantity.Bytes(vault.Bytes)}",
        });
        if (vault.Address is { } address) Line(output, "vault address", address);
    }

    private static string Pool(PoolInfo pool) =>
        $"{Quantity.Bytes(pool.Used)} used, {Quantity.Bytes(pool.Free)} free of {Quantity.Bytes(pool.Capacity)} on {Quantity.Of(pool.Disks, "disk", "disks")}"
        + (pool.HasAllDisks ? "" : ", disks are MISSING (`holdfast disk list`)");

    internal static void Line(TextWriter output, string name, string value) => output.WriteLine($"{name,-14} {value}");
}
