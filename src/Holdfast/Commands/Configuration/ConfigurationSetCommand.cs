using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Configuration;
using Holdfast.Contracts.Connection;

namespace Holdfast.Commands.Configuration;

/// <summary>Sets a key of settings.json.</summary>
internal sealed class ConfigurationSetCommand : HoldfastCommand
{
    private readonly Argument<string> key;
    private readonly Argument<string?> value;
    private readonly Option<string?> secretFile, pin;

    internal ConfigurationSetCommand() : base("set", "Sets a key of settings.json, and says whether the server has to be started again.")
    {
        key = Takes(new Argument<string>("KEY") { Description = "Key, as `holdfast configuration` lists them" });
        value = Takes(new Argument<string?>("VALUE") { Description = "Text, number, true or false, or a JSON list", Arity = ArgumentArity.ZeroOrOne });
        secretFile = With(new Option<string?>("--secret-file") { Description = "File whose first line is the secret, for keys that name a file with one: the server keeps it in a file of its own (default: VALUE is needed)", HelpName = "FILE" });
        pin = With(SharedOptions.Pin());
        Validators.Add(result =>
        {
            if (result.GetValue(value) is null == result.GetValue(secretFile) is null) result.AddError("Give either VALUE or --secret-file.");
        });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var name = input.GetValue(key)!;
        var change = input.GetValue(secretFile) is { } file
            ? await session.Client.Configuration.SetSecret(name, SecretFile.Read(file), session.Stop) : await session.Client.Configuration.Set(name, input.GetValue(value)!, session.Stop);
        session.Result.Show(change, ConfigurationJson.Default.SettingChange, text => SettingText.Write(text, change));
        return ExitCode.Done;
    }
}
