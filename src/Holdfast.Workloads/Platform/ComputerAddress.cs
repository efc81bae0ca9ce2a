using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.Platform;

/// <summary>Address of a computer as a datasource of one kind: systemstate://HOST, baremetal://HOST, sharepoint://HOST. The agent of that computer protects it.</summary>
/// <param name="Scheme">Lower case.</param>
/// <param name="Host">Lower case.</param>
internal sealed record ComputerAddress(string Scheme, string Host)
{
    private const string ComputerName = "COMPUTERNAME", Colon = "://";
    private const int LongestHost = 253;

    public static bool IsOne(string scheme, string path) => path.StartsWith(scheme + Colon, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>.</exception>
    public static ComputerAddress Parse(string scheme, string text)
    {
        var host = IsOne(scheme, text) ? text[(scheme.Length + Colon.Length)..].ToLowerInvariant() : "";
        if (host.EndsWith('/')) host = host[..^1];
        return host.Length <= LongestHost && (Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4) ? new ComputerAddress(scheme, host)
            : throw new WorkloadException(WorkloadFault.AddressWrong, $"\"{text}\" is no address of a computer.", $"Write {scheme}{Colon}HOST, with the name of the computer.");
    }

    /// <summary>This computer; null where it does not say its name.</summary>
    public static ComputerAddress? Here(string scheme, IReadOnlyDictionary<string, string> environment) =>
        Name(environment) is { } name && Uri.CheckHostName(name) == UriHostNameType.Dns ? new ComputerAddress(scheme, name.ToLowerInvariant()) : null;

    /// <summary>Nobody backs up another computer's system: its writers are asked on the spot.</summary>
    /// <exception cref="WorkloadException"><see cref="WorkloadFault.NotHere"/>.</exception>
    public void RequireHere(IReadOnlyDictionary<string, string> environment)
    {
        if (Name(environment) is { } name && !string.Equals(Host.Split('.')[0], name, StringComparison.OrdinalIgnoreCase))
            throw new WorkloadException(WorkloadFault.NotHere, $"{this} is not this computer, which is {name}.", "Protect it by the agent on that computer (protect --server).");
    }

    public override string ToString() => $"{Scheme}{Colon}{Host}";

    private static string? Name(IReadOnlyDictionary<string, string> environment) => environment.TryGetValue(ComputerName, out var name) && name.Length > 0 ? name : null;
}
