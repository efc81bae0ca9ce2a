using System.CommandLine;

namespace Holdfast.Commands.External;

/// <summary>What the external commands share.</summary>
internal static class ExternalOptions
{
    internal static Argument<string> Server() => new("SERVER") { Description = "The other server: its id or name (`holdfast external list`)" };
}
