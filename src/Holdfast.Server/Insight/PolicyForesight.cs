using Holdfast.Contracts.Api.Groups;
using Holdfast.Contracts.Api.Insight;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Groups.Policy;
using Holdfast.Protection.Retention;
using Holdfast.Protection.Schedules;
using Holdfast.Server.Catalog;
using Holdfast.Server.Groups;

namespace Holdfast.Server.Insight;

/// <summary>Tells which points a policy will have kept. Nothing is read or changed.</summary>
internal sealed class PolicyForesight(TimeProvider time)
{
    internal const int MostDays = 400;

    internal PolicyPreview Preview(PolicyPreviewRequest request)
    {
        if (request.Days is < 1 or > MostDays) throw Bad($"days: 1 to {MostDays}, not {request.Days}.");
        var policy = Checked(request.Policy);
        var from = request.From ?? time.GetUtcNow();
        if (from.UtcDateTime.Year is < 2000 or > 2200) throw Bad("from: a time between the years 2000 and 2200.");
        var sketch = RetentionSketch.Of(policy, Zone(request.Zone ?? policy.TimeZone), from, request.Days);
        return new PolicyPreview([.. sketch.Days.Select(day => new PreviewDay(day.Date, day.Disk, day.Online))], sketch.DiskPoints, sketch.VaultPoints);
    }

    /// <exception cref="HoldfastException">All that is wrong with the policy, with its numbers.</exception>
    internal static GroupPolicy Checked(PolicyInfo info)
    {
        var policy = PolicyReader.Read(info);
        // The name is not asked about: any that is allowed.
        GroupCheck.Check(new GroupRow { Name = "Preview", OnlineRetentionDays = RetentionRule.DefaultOnlineDays, Policy = policy });
        return policy;
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>: there is no such zone.</exception>
    internal static string Zone(string name) => Zones.IsKnown(name) ? name : throw Bad($"There is no time zone '{name}'; use an IANA name such as Europe/Berlin.");

    private static HoldfastException Bad(string message) => new(ErrorCode.BadRequest, message);
}
