namespace Holdfast.Shell.Automation;

/// <summary>The engine, as a transformation of arguments would see it. Those of the cmdlets need nothing of it.</summary>
public sealed class EngineIntrinsics
{
    internal static EngineIntrinsics Here { get; } = new();
}
