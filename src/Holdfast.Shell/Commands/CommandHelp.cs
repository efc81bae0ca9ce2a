using System.Reflection;
using System.Text;
using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Tables;
using Holdfast.Shell.Binding;

namespace Holdfast.Shell.Commands;

/// <summary>What --help and `help NAME` tell of a command, out of the attributes that the module's help is written from too.</summary>
internal static class CommandHelp
{
    private const int Indent = 2;

    internal static string Text(CmdletEntry entry)
    {
        var help = entry.Type.GetCustomAttribute<HelpAttribute>()!;
        var parameters = new CommandParameters(entry);
        var text = new StringBuilder();
        Section(text, "Description", $"{help.Synopsis}{(help.Description.Length > 0 ? $" {help.Description}" : "")}");
        Section(text, "Usage", [.. parameters.Sets.Select(set => Syntax(entry, parameters, set)).Distinct()]);
        if (entry.Aliases.Count > 0) Section(text, "Aliases", string.Join(", ", entry.Aliases));
        var shown = parameters.All.Where(parameter => !parameter.IsHidden).Select(parameter => (Name: Heading(parameter), Help: Describe(parameter, parameters))).ToList();
        var width = shown.Count == 0 ? 0 : shown.Max(parameter => parameter.Name.Length);
        Section(text, "Parameters", [.. shown.Select(parameter => $"{parameter.Name.PadRight(width)}  {parameter.Help}")]);
        Section(text, "Example", [.. help.Example.Split('\n'), .. help.ExampleRemarks.Length > 0 ? [help.ExampleRemarks] : Array.Empty<string>()]);
        return text.ToString().TrimEnd();
    }

    private static void Section(StringBuilder text, string name, params ReadOnlySpan<string> lines)
    {
        text.Append(name).Append(":\n");
        foreach (var line in lines) text.Append(' ', Indent).Append(line.TrimEnd()).Append('\n');
        text.Append('\n');
    }

    private static string Syntax(CmdletEntry entry, CommandParameters parameters, string set) => string.Join(' ', parameters.Own.Where(parameter => parameter.IsIn(set) && !parameter.IsHidden)
        .OrderBy(parameter => parameter.PositionIn(set) ?? int.MaxValue).ThenBy(parameter => !parameter.IsMandatoryIn(set)).Select(parameter => Syntax(parameter, set)).Prepend(entry.Name));

    private static string Syntax(CmdletParameter parameter, string set)
    {
        var name = parameter.PositionIn(set) is null ? $"-{parameter.Name}" : $"[-{parameter.Name}]";
        var whole = parameter.IsSwitch ? name : $"{name} <{parameter.TypeName}>";
        return parameter.IsMandatoryIn(set) ? whole : $"[{whole}]";
    }

    private static string Heading(CmdletParameter parameter) => parameter.IsSwitch ? $"-{parameter.Name}" : $"-{parameter.Name} <{parameter.TypeName}>";

    private static string Describe(CmdletParameter parameter, CommandParameters parameters)
    {
        var type = Nullable.GetUnderlyingType(parameter.Property.PropertyType) ?? parameter.Property.PropertyType;
        var notes = new List<string>();
        if (parameters.Sets.All(parameter.IsMandatoryIn)) notes.Add("required");
        if ((type.GetElementType() ?? type).IsEnum) notes.Add(string.Join(", ", Enum.GetNames(type.GetElementType() ?? type)));
        if (parameter.Aliases.Count > 0) notes.Add($"also {string.Join(", ", parameter.Aliases.Select(alias => "-" + alias))}");
        if (parameter.TakesPipeline) notes.Add("taken from the pipeline");
        return notes.Count > 0 ? $"{parameter.HelpMessage} ({string.Join("; ", notes)})" : parameter.HelpMessage;
    }
}
