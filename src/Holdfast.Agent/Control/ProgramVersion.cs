using System.Reflection;
using System.Runtime.InteropServices;

namespace Holdfast.Agent.Control;

/// <summary>What an agent says about itself.</summary>
public static class ProgramVersion
{
    public static string Own { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Such as "Debian GNU/Linux 12 (bookworm) (x64)".</summary>
    public static string OperatingSystem { get; } = $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()})";
}
