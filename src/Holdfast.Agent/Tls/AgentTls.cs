using System.Net;
using System.Runtime.InteropServices;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Tls;

/// <summary>Chooses between the platform's TLS and the managed one.</summary>
public static class AgentTls
{
    /// <summary>"managed" or "platform"; otherwise the platform decides.</summary>
    public const string Variable = "HOLDFAST_TLS";

    /// <exception cref="ArgumentException">The variable says something else.</exception>
    public static IAgentTls Choose(TimeProvider time)
    {
        var proxy = AgentProxy.Of(Environment.GetEnvironmentVariable(AgentProxy.Variable));
        return Environment.GetEnvironmentVariable(Variable) switch
        {
            "managed" => Managed(time, proxy),
            "platform" => new PlatformTls(time, proxy),
            null or "" => IsWine() ? Managed(time, proxy) : new PlatformTls(time, proxy),
            var other => throw new ArgumentException($"{Variable} is '{other}'; it can be 'managed' or 'platform'."),
        };
    }

    private static ManagedTls Managed(TimeProvider time, IWebProxy? proxy) =>
        proxy is null ? new ManagedTls(time)
            : throw new HoldfastException(ErrorCode.ProxyNotUsable, "Managed TLS goes through no proxy.", $"Unset {AgentProxy.Variable}, or use the platform's TLS ({Variable}=platform).");

    /// <summary>True where Windows programs run on Wine: its TLS presents no client certificates, and it has no elliptic keys.</summary>
    private static bool IsWine() =>
        OperatingSystem.IsWindows() && NativeLibrary.TryLoad("ntdll.dll", out var ntdll) && NativeLibrary.TryGetExport(ntdll, "wine_get_version", out _);
}
