using Holdfast.PowerShell.Help;
using Holdfast.Shell.Binding;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Filters;

[Cmdlet("Measure", "Object"), Alias("measure")]
[Help("Counts what comes, and sums a property of it up.", Example = "Get-DPMJob | Measure-Object DataTransferred -Sum")]
internal sealed class MeasureObject : FilterCmdlet
{
    private readonly List<double> numbers = [];
    private int count;

    [Parameter(Position = 0, HelpMessage = "A property that is a number.")]
    public string? Property { get; set; }

    [Parameter(HelpMessage = "Its sum.")]
    public SwitchParameter Sum { get; set; }

    [Parameter(HelpMessage = "Its mean.")]
    public SwitchParameter Average { get; set; }

    [Parameter(HelpMessage = "The smallest.")]
    public SwitchParameter Minimum { get; set; }

    [Parameter(HelpMessage = "The greatest.")]
    public SwitchParameter Maximum { get; set; }

    protected override void ProcessRecord()
    {
        var value = Property is null ? InputObject : ObjectProperties.Member(InputObject, Property);
        if (value is null) return;
        count++;
        if (!Sum && !Average && !Minimum && !Maximum) return;
        if (!ValueConversion.Try(value, typeof(double), out var number, out var problem)) Fail($"Measure-Object cannot calculate: {problem}", "Name a property that is a number.");
        numbers.Add((double)number!);
    }

    protected override void EndProcessing()
    {
        var figures = new List<KeyValuePair<string, object?>> { new("Count", count) };
        void Add(bool wanted, string name, Func<IEnumerable<double>, double> of)
        {
            if (wanted) figures.Add(new(name, numbers.Count == 0 ? null : of(numbers)));
        }
        Add(Average, nameof(Average), Enumerable.Average);
        Add(Sum, nameof(Sum), Enumerable.Sum);
        Add(Maximum, nameof(Maximum), Enumerable.Max);
        Add(Minimum, nameof(Minimum), Enumerable.Min);
        WriteObject(new PropertyBag(figures));
    }
}
