namespace Holdfast.Shell.Automation;

/// <summary>Where the shell is.</summary>
public sealed class SessionState
{
    internal static SessionState Here { get; } = new();

    public PathIntrinsics Path { get; } = new();
}
