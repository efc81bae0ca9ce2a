namespace Holdfast.Server.Scripts;

/// <summary>How a script ended.</summary>
internal enum ScriptEnd
{
    Exited,
    TimedOut,
    NotStarted,
}
