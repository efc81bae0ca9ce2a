using Holdfast.PowerShell.Help;

namespace Holdfast.Shell.Filters;

[Cmdlet("Read", "Host"), OutputType(typeof(string))]
[Help("Asks for a line, or for a secret, which is not shown.", Example = "$passphrase = Read-Host 'Passphrase' -AsSecureString")]
internal sealed class ReadHost : PSCmdlet
{
    [Parameter(Position = 0, HelpMessage = "What is asked.")]
    public string? Prompt { get; set; }

    [Parameter(HelpMessage = "It is a secret.")]
    public SwitchParameter AsSecureString { get; set; }

    protected override void ProcessRecord()
    {
        if (AsSecureString)
        {
            WriteObject(SecretPrompt.Ask(Prompt ?? "Secret"));
            return;
        }
        if (Prompt is not null && !Console.IsInputRedirected) Console.Error.Write(Prompt + ": ");
        WriteObject(Console.In.ReadLine() ?? "");
    }
}
