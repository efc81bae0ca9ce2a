using System.CommandLine;
using System.Runtime.CompilerServices;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Configuration;
using Holdfast.Output;
using Holdfast.Server.Configuration;

namespace Holdfast.Commands.Configuration;

/// <summary>Every setting with its value.</summary>
internal sealed class ConfigurationCommand : HoldfastCommand
{
    private readonly Option<bool> check, markdown;

    internal ConfigurationCommand() : base("configuration", "Shows every key of settings.json with the value that holds, its default, unit, and bounds.")
    {
        check = With(new Option<bool>("--check") { Description = "Only checks the file, also while no server runs, and says all that is wrong with it (default: asks the server)" });
        markdown = With(new Option<bool>("--markdown") { Description = "Prints the table of docs/configuration.md (default: off)" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        if (input.GetValue(markdown))
        {
            WriteTable(session.Result.Text);
            return ExitCode.Done;
        }
        var found = input.GetValue(check) ? ReadFile(session.DataDirectory) : await session.Client.Configuration.List(session.Stop);
        var table = new TextTable("KEY", "VALUE", "DEFAULT", "UNIT", "BOUNDS", "WHAT");
        foreach (var setting in found.Settings) table.Add(setting.Id, setting.Value, setting.Default, setting.Unit, setting.Bounds, setting.Meaning);
        session.Result.ShowTable(found, ConfigurationJson.Default.SettingList, "There are no settings.", table);
        return ExitCode.Done;
    }

    // Apart, so that asking a server does not load the server's assemblies.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WriteTable(TextWriter text) => text.Write(SettingsDocument.Markdown(AllSettings.Keys));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static SettingList ReadFile(string dataDirectory) => SettingsView.Show(Settings.Load(Path.Combine(dataDirectory, Settings.FileName), AllSettings.Keys));
}
