using Holdfast.Shell.Display;

namespace Holdfast.Shell.Filters;

/// <summary>Says how what comes is to be shown.</summary>
internal abstract class FormatCmdlet(bool asList) : FilterCmdlet
{
    private readonly List<object?> all = [];

    [Parameter(Position = 0, HelpMessage = "The properties to show; without them, those of the view.")]
    public string[]? Property { get; set; }

    protected override void ProcessRecord() => all.Add(InputObject);

    protected override void EndProcessing() => WriteObject(new FormattedObjects(asList, Property, all));
}
