using Holdfast.Protection.Cloud;
using Holdfast.Server.Configuration;

namespace Holdfast.Server.CloudPolicy;

/// <summary>The cloud policy's key of settings.json.</summary>
public static class CloudPolicySettings
{
    internal const string Strict = "strict", DiskContinues = "disk-continues";

    public static ChoiceSetting CloudPolicy { get; } = new(
        "cloudPolicy", Strict, [Strict, DiskContinues],
        "what happens on disk when the vault is out of contact for more than 15 days or the subscription is not active: it stops as well, or goes on");

    public static IReadOnlyList<Setting> All { get; } = [CloudPolicy];

    internal static CloudPolicySetting Of(Settings settings) =>
        settings.Get(CloudPolicy) == DiskContinues ? CloudPolicySetting.DiskContinues : CloudPolicySetting.Strict;
}
