using Holdfast.Contracts.Api;
using Holdfast.Protection.Cloud;

namespace Holdfast.Server.CloudPolicy;

/// <summary>The cloud policy as the API shows it.</summary>
internal static class CloudPolicyView
{
    /// <summary>What a firewall has to let through to a public vault service, as users of MABS know it.</summary>
    private static readonly string[] publicAddresses = ["www.msftncsi.com", "*.Microsoft.com", "*.WindowsAzure.com", "*.microsoftonline.com", "*.windows.net"];

    internal static CloudPolicyInfo Show(CloudStanding standing, string? vaultAddress)
    {
        var may = standing.Permissions;
        return new CloudPolicyInfo(
            standing.Setting == CloudPolicySetting.Strict ? CloudPolicySettings.Strict : CloudPolicySettings.DiskContinues,
            standing.Situation.Connectivity.ToString().ToLowerInvariant(), standing.Situation.Subscription.ToString().ToLowerInvariant(), standing.LastContact,
            standing.DaysLost, standing.DaysLeft, may.BackupToCloud, may.BackupToDisk, may.RestoreFromCloud, may.RestoreFromDisk, Addresses(vaultAddress));
    }

    // A vault in a folder needs no hole in a firewall; the list is for the vaults that do.
    private static IReadOnlyList<string> Addresses(string? vaultAddress) =>
        Uri.TryCreate(vaultAddress, UriKind.Absolute, out var uri) && !uri.IsFile ? [.. publicAddresses, uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}"] : publicAddresses;
}
