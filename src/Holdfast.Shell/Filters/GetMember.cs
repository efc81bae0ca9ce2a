using Holdfast.PowerShell.Help;
using Holdfast.Shell.Objects;

namespace Holdfast.Shell.Filters;

[Cmdlet("Get", "Member"), Alias("gm")]
[Help("Tells which properties what comes has.", Example = "Get-DPMDatasource | Get-Member")]
internal sealed class GetMember : FilterCmdlet
{
    private readonly HashSet<Type> seen = [];

    protected override void ProcessRecord()
    {
        if (InputObject is null || !seen.Add(InputObject.GetType())) return;
        foreach (var name in ObjectProperties.NamesOf(InputObject).Order(StringComparer.OrdinalIgnoreCase)) WriteObject(new PropertyBag([new("TypeName", InputObject.GetType().Name), new("Name", name), new("Definition", Kind(name))]));
    }

    private string Kind(string name)
    {
        var type = InputObject is PropertyBag ? ObjectProperties.Member(InputObject, name)?.GetType() ?? typeof(object) : ObjectProperties.Of(InputObject!.GetType()).First(property => property.Name == name).PropertyType;
        return (Nullable.GetUnderlyingType(type) ?? type).Name;
    }
}
