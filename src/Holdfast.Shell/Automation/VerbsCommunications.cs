namespace Holdfast.Shell.Automation;

/// <summary>Verbs as PowerShell groups them.</summary>
public static class VerbsCommunications
{
    public const string Connect = "Connect", Disconnect = "Disconnect";
}
