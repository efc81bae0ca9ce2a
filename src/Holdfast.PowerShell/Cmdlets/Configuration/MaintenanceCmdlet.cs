using Holdfast.Contracts.Errors;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

/// <summary>A cmdlet about jobs by which DPM looks after itself.</summary>
public abstract class MaintenanceCmdlet : ServerCmdlet
{
    [Parameter(Position = 1, HelpMessage = "The job, such as CatalogPruning.")]
    public string? MaintenanceJob { get; set; }

    private protected static HoldfastException Automatic() => NotKept(
        "A start time of maintenance", "The server collects what nothing needs any more, and ends old history, by itself (the settings poolSoftDeleteHours and historyDays). To collect now: `holdfast pool collect`.");
}
