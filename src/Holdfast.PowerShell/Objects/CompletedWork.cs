using Holdfast.PowerShell.Views;

namespace Holdfast.PowerShell.Objects;

/// <summary>What DPM does in a job and is done here once the cmdlet answers. Scripts wait for it as they wait for a job.</summary>
[View("JobCategory", "Status", "Datasource", "Detail")]
public sealed class CompletedWork
{
    internal CompletedWork(string category, string datasource, string detail) => (JobCategory, Datasource, Detail) = (category, datasource, detail);

    public string JobCategory { get; }

    public string Datasource { get; }

    public string Detail { get; }

    public string Status => "Succeeded";

    public bool HasCompleted => true;
}
