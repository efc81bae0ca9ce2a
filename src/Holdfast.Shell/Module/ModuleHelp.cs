using System.Reflection;
using System.Xml.Linq;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Module;

/// <summary>What Get-Help tells, in PowerShell's Microsoft Assistance Markup Language (MAML).</summary>
internal static class ModuleHelp
{
    internal const string FileName = "Holdfast.PowerShell.dll-Help.xml";

    private static readonly XNamespace maml = "http://schemas.microsoft.com/maml/2004/10", command = "http://schemas.microsoft.com/maml/dev/command/2004/10", dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    internal static string Text() => new XDocument(new XElement(
        "helpItems", new XAttribute("schema", "maml"), CmdletTable.All.OrderBy(entry => entry.Name, StringComparer.Ordinal).Select(Command))).ToString();

    private static XElement Command(CmdletEntry entry)
    {
        var help = entry.Type.GetCustomAttribute<HelpAttribute>() ?? throw new InvalidOperationException($"{entry.Name} has no help.");
        var parameters = CmdletParameter.Of(entry.Type);
        return new XElement(
            command + "command", new XAttribute(XNamespace.Xmlns + "maml", maml), new XAttribute(XNamespace.Xmlns + "command", command), new XAttribute(XNamespace.Xmlns + "dev", dev),
            new XElement(command + "details",
                new XElement(command + "name", entry.Name), new XElement(command + "verb", entry.Verb), new XElement(command + "noun", entry.Noun),
                new XElement(maml + "description", Paragraph(help.Synopsis))),
            new XElement(maml + "description", Paragraph(help.Description.Length > 0 ? help.Description : help.Synopsis)),
            new XElement(command + "syntax", CmdletParameter.SetsOf(parameters).Select(set => new XElement(
                command + "syntaxItem", new XElement(maml + "name", entry.Name), parameters.Where(parameter => parameter.IsIn(set)).Select(parameter => Parameter(parameter, set))))),
            new XElement(command + "parameters", parameters.Select(parameter => Parameter(parameter, parameter.Sets[0]))),
            new XElement(command + "returnValues", entry.Type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(type => new XElement(
                command + "returnValue", new XElement(dev + "type", new XElement(maml + "name", type.FullName))))),
            new XElement(command + "examples", new XElement(
                command + "example", new XElement(maml + "title", "Example 1"), new XElement(dev + "code", help.Example), new XElement(dev + "remarks", Paragraph(help.ExampleRemarks)))));
    }

    private static XElement Parameter(CmdletParameter parameter, string set) => new(
        command + "parameter",
        new XAttribute("required", parameter.IsMandatoryIn(set)), new XAttribute("position", parameter.PositionIn(set) is { } position ? position.ToString(System.Globalization.CultureInfo.InvariantCulture) : "named"),
        new XAttribute("pipelineInput", parameter.TakesPipeline), new XAttribute("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
        new XElement(maml + "name", parameter.Name), new XElement(maml + "description", Paragraph(parameter.HelpMessage)),
        new XElement(command + "parameterValue", new XAttribute("required", !parameter.IsSwitch), parameter.TypeName));

    private static XElement Paragraph(string text) => new(maml + "para", text);
}
