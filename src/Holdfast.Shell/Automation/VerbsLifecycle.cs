namespace Holdfast.Shell.Automation;

/// <summary>Verbs as PowerShell groups them.</summary>
public static class VerbsLifecycle
{
    public const string Disable = "Disable", Enable = "Enable", Restart = "Restart", Resume = "Resume", Start = "Start", Stop = "Stop", Wait = "Wait";
}
