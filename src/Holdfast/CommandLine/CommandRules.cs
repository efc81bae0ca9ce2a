using System.CommandLine;

namespace Holdfast.CommandLine;

/// <summary>Rules that hold between the arguments and options of a command.</summary>
internal static class CommandRules
{
    /// <summary>Exactly one of a datasource and a group.</summary>
    internal static void RequiresOneOf(this Command command, Argument<string?> source, Option<string?> group) =>
        command.Validators.Add(result =>
        {
            if (result.GetValue(source) is null == result.GetValue(group) is null) result.AddError("Name either a datasource (SOURCE) or a group (--group NAME).");
        });
}
