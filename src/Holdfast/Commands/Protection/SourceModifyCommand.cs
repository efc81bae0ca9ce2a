using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.Applications;
using Holdfast.Commands.Groups;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Groups;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Changes what one member leaves out.</summary>
internal sealed class SourceModifyCommand : HoldfastCommand
{
    private readonly Argument<string> source;
    private readonly Option<string[]> exclude, excludeExtension, option;

    internal SourceModifyCommand() : base("modify", "Changes what is taken of one datasource, and what it leaves out beside what its group leaves out.")
    {
        source = Takes(SharedOptions.Source());
        exclude = With(new Option<string[]>("--exclude") { Description = "Leaves out what matches; may be repeated, \"\" ends its own exclusions (default: stays)", HelpName = "GLOB" });
        excludeExtension = With(new Option<string[]>("--exclude-extension")
        {
            Description = "Leaves out files with this extension; may be repeated, \"\" ends its own (default: stays)", HelpName = "EXT",
        });
        option = With(new Option<string[]>("--option")
        {
            Description = "What is taken of files of Windows: userFolders, folders, filesNotToBackup; may be repeated, \"\" takes everything (default: stays)", HelpName = "NAME=VALUE",
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        // An empty one takes the options away.
        var options = GroupOptions.Given(input, option) is { } texts ? ApplicationOptions.Given(texts) ?? [] : null;
        var request = new ModifySourceRequest(Names.Source(input.GetValue(source)!), GroupOptions.Given(input, exclude), GroupOptions.Given(input, excludeExtension),
            Options: options);
        var changed = await session.Client.Policies.ModifySource(request, session.Stop);
        session.Result.Show(changed, ApiJson.Default.SourceInfo, text => text.WriteLine(
            $"{changed.Path} leaves out {(changed.Exclude.Count + changed.ExcludeExtensions.Count == 0 ? "nothing" : string.Join(", ", changed.Exclude.Concat(changed.ExcludeExtensions)))}."));
        return ExitCode.Done;
    }
}
