using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Configuration;

namespace Holdfast.Commands.Configuration;

/// <summary>Takes a key out of settings.json.</summary>
internal sealed class ConfigurationResetCommand : HoldfastCommand
{
    private readonly Argument<string> key;
    private readonly Option<string?> pin;

    internal ConfigurationResetCommand() : base("reset", "Takes a key out of settings.json: its default holds again.")
    {
        key = Takes(new Argument<string>("KEY") { Description = "Key, as `holdfast configuration` lists them" });
        pin = With(SharedOptions.Pin());
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var change = await session.Client.Configuration.Reset(input.GetValue(key)!, session.Stop);
        session.Result.Show(change, ConfigurationJson.Default.SettingChange, text => SettingText.Write(text, change));
        return ExitCode.Done;
    }
}
