using Holdfast.PowerShell.Help;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Filters;

[Cmdlet("Sort", "Object"), Alias("sort")]
[Help("Sorts what comes by its properties.", Example = "Get-DPMDatasource | Sort-Object LatestRecoveryPoint -Descending")]
internal sealed class SortObject : FilterCmdlet
{
    private readonly List<object?> all = [];

    [Parameter(Position = 0, HelpMessage = "The properties, the most important one first; without them, by the objects themselves.")]
    public string[]? Property { get; set; }

    [Parameter(HelpMessage = "The greatest, or latest, first.")]
    public SwitchParameter Descending { get; set; }

    protected override void ProcessRecord() => all.Add(InputObject);

    protected override void EndProcessing()
    {
        // Each property is asked once: some of an object ask the server.
        var keyed = all.Select(value => (Value: value, Keys: Property is null ? [value] : Array.ConvertAll(Property, name => ObjectProperties.Member(value, name))));
        var comparer = Comparer<object?[]>.Create(Compare);
        foreach (var (value, _) in Descending ? keyed.OrderByDescending(one => one.Keys, comparer) : keyed.OrderBy(one => one.Keys, comparer)) WriteObject(value);
    }

    private static int Compare(object?[]? left, object?[]? right)
    {
        for (var index = 0; index < left!.Length; index++)
        {
            if ((Values.Compare(left[index], right![index]) ?? string.CompareOrdinal(left[index]?.ToString(), right[index]?.ToString())) is var order and not 0) return order;
        }
        return 0;
    }
}
