using Holdfast.Contracts.Api.Groups;
using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>What a protection group is to achieve on disk.</summary>
[View("RetentionRangeDays", "SynchronizationFrequencyMinutes", "BeforeRecoveryPoint", "AlertThresholdInDays")]
public sealed class DiskObjective
{
    private readonly PolicyInfo policy;

    internal DiskObjective(PolicyInfo policy) => this.policy = policy;

    public int RetentionRangeDays => policy.RetentionDays;

    /// <summary>Null: just before each recovery point.</summary>
    public int? SynchronizationFrequencyMinutes => policy.SynchronizationMinutes;

    public bool BeforeRecoveryPoint => policy.SynchronizationMinutes is null;

    /// <summary>Days without contact after which a computer that comes and goes raises an alert.</summary>
    public int AlertThresholdInDays => policy.StaleAfterDays;
}
