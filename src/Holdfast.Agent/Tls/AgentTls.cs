using System.Runtime.InteropServices;

namespace Holdfast.Agent.Tls;

/// <summary>Chooses between the platform's TLS and the managed one.</summary>
public static class AgentTls
{
    /// <summary>"managed" or "platform"; otherwise the platform decides.</summary>
    public const string Variable = "HOLDFAST_TLS";

    /// <exception cref="ArgumentException">The variable says something else.</exception>
    public static IAgentTls Choose(TimeProvider time) => Environment.GetEnvironmentVariable(Variable) switch
    {
        "managed" => new ManagedTls(time),
        "platform" => new PlatformTls(time),
        null or "" => IsWine() ? new ManagedTls(time) : new PlatformTls(time),
        var other => throw new ArgumentException($"{Variable} is '{other}'; it can be 'managed' or 'platform'."),
    };

    /// <summary>True where Windows programs run on Wine: its TLS presents no client certificates, and it has no elliptic keys.</summary>
    private static bool IsWine() =>
        OperatingSystem.IsWindows() && NativeLibrary.TryLoad("ntdll.dll", out var ntdll) && NativeLibrary.TryGetExport(ntdll, "wine_get_version", out _);
}
