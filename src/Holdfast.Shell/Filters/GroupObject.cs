using Holdfast.PowerShell.Help;
using Holdfast.Shell.Display;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Filters;

[Cmdlet("Group", "Object"), Alias("group")]
[Help("Puts together what has the same properties, and counts it.", Example = "Get-DPMJob | Group-Object JobCategory, Status")]
internal sealed class GroupObject : FilterCmdlet
{
    private readonly Dictionary<string, List<object?>> groups = new(StringComparer.OrdinalIgnoreCase);

    [Parameter(Position = 0, HelpMessage = "The properties; without them, the objects themselves.")]
    public string[]? Property { get; set; }

    [Parameter(HelpMessage = "Counts alone, without what was counted.")]
    public SwitchParameter NoElement { get; set; }

    protected override void ProcessRecord()
    {
        var name = string.Join(", ", Property is null ? [CellText.Of(InputObject)] : Property.Select(property => CellText.Of(ObjectProperties.Member(InputObject, property))));
        if (!groups.TryGetValue(name, out var group)) groups.Add(name, group = []);
        group.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        foreach (var (name, group) in groups)
        {
            List<KeyValuePair<string, object?>> properties = [new("Count", group.Count), new("Name", name)];
            if (!NoElement) properties.Add(new("Group", group.ToArray()));
            WriteObject(new PropertyBag(properties));
        }
    }
}
