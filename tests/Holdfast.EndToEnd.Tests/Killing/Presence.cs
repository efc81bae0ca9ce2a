namespace Holdfast.EndToEnd.Tests.Killing;

/// <summary>Whether a point must be listed. Unknown: its deletion was asked for and never acknowledged.</summary>
internal enum Presence
{
    Gone,
    There,
    Unknown,
}
