using Holdfast.PowerShell.Help;
using Holdfast.Shell.Objects;
using Holdfast.Shell.Running;

namespace Holdfast.Shell.Filters;

[Cmdlet("Select", "Object"), Alias("select")]
[Help("Takes some of what comes, and some of its properties.", Example = "Get-DPMJob | Select-Object -First 5 -Property JobCategory, Status")]
internal sealed class SelectObject : FilterCmdlet
{
    private readonly Queue<object?> last = new();
    private int seen, given;

    [Parameter(Position = 0, HelpMessage = "The properties to keep; * keeps all.")]
    public string[]? Property { get; set; }

    [Parameter(HelpMessage = "Gives out the value of this property alone.")]
    public string? ExpandProperty { get; set; }

    [Parameter(HelpMessage = "So many, and no more.")]
    public int? First { get; set; }

    [Parameter(HelpMessage = "So many of the end.")]
    public int? Last { get; set; }

    [Parameter(HelpMessage = "Leaves out so many of the beginning.")]
    public int Skip { get; set; }

    protected override void ProcessRecord()
    {
        if (seen < Skip)
        {
            seen++;
            return;
        }
        if (Last is { } count)
        {
            last.Enqueue(InputObject);
            if (last.Count > Math.Max(0, count)) last.Dequeue();
            return;
        }
        if (First is not { } first || given < first) Give(InputObject);
        if (++given >= First) throw new EnoughException(this);
    }

    protected override void EndProcessing()
    {
        foreach (var one in last) Give(one);
    }

    private void Give(object? value)
    {
        if (ExpandProperty is { } expanded) WriteObject(ObjectProperties.Member(value, expanded), enumerateCollection: true);
        else WriteObject(value is null || Property is null or ["*"] ? value : new PropertyBag([.. ObjectProperties.Meant(value, Property).Select(name => KeyValuePair.Create(name, ObjectProperties.Member(value, name)))]));
    }
}
