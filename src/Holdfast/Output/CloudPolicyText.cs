using Holdfast.Contracts.Api;

namespace Holdfast.Output;

/// <summary>What the cloud policy permits, for people.</summary>
internal static class CloudPolicyText
{
    internal static void Write(TextWriter output, CloudPolicyInfo policy)
    {
        StatusText.Line(output, "subscription", policy.Subscription);
        StatusText.Line(output, "contact", policy.Connectivity switch
        {
            "connected" => "connected",
            "lost" => $"lost for {Quantity.Of(policy.DaysWithoutContact, "day", "days")}, since {Quantity.Time(policy.LastContact)}",
            _ => $"interrupted for {Quantity.Of(policy.DaysWithoutContact, "day", "days")}, since {Quantity.Time(policy.LastContact)}; "
                + $"{Quantity.Of(policy.DaysLeft, "day", "days")} left until backups {(policy.Setting == "strict" ? "" : "to the vault ")}stop",
        });
        StatusText.Line(output, "permitted", string.Join(", ", Permissions(policy).Where(one => one.Allowed).Select(one => one.What).DefaultIfEmpty("nothing")));
        if (Permissions(policy).Any(one => !one.Allowed))
            StatusText.Line(output, "STOPPED", string.Join(", ", Permissions(policy).Where(one => !one.Allowed).Select(one => one.What)));
        StatusText.Line(output, "cloud policy", policy.Setting);
        StatusText.Line(output, "firewall", "let through: " + string.Join(", ", policy.Addresses));
    }

    private static (string What, bool Allowed)[] Permissions(CloudPolicyInfo policy) =>
    [
        ("backup to the vault", policy.BackupToVault), ("backup to disk", policy.BackupToDisk), ("recovery from the vault", policy.RecoverFromVault),
        ("recovery from disk", policy.RecoverFromDisk),
    ];
}
