namespace Holdfast.Server.Setup.Checks;

/// <summary>Operating systems that a server can tell apart.</summary>
internal enum SystemKind
{
    Other,
    Linux,
    Windows,
}
