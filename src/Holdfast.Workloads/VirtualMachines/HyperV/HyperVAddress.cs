using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.VirtualMachines.HyperV;

/// <summary>Address of a host or of a machine on it: hyperv://HOST, hyperv://HOST/ID. In place of the id a name can be written until the machine was described.</summary>
/// <param name="Host">Lower case; also a cluster's name.</param>
/// <param name="Machine">Id as Hyper-V writes it (upper case, without braces), or a name; null for the host.</param>
internal sealed record HyperVAddress(string Host, string? Machine)
{
    private const string Scheme = "hyperv://";
    private const int LongestName = 100;

    /// <summary>Null for a host, and for a machine that is given by name.</summary>
    public Guid? Id => Guid.TryParseExact(Machine, "D", out var id) ? id : null;

    public static bool IsOne(string path) => path.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="WorkloadException"><see cref="WorkloadFault.AddressWrong"/>.</exception>
    public static HyperVAddress Parse(string text)
    {
        if (!IsOne(text)) throw Wrong(text, "it does not begin with hyperv://");
        var parts = text[Scheme.Length..].Split('/');
        if (parts is [_, "", ..] and not [_, ""] or [_, _, not "", ..] || parts.Length > 3) throw Wrong(text, "it has more or emptier parts than host and machine");
        var host = parts[0].ToLowerInvariant();
        if (host.Length > 253 || Uri.CheckHostName(host) is not (UriHostNameType.Dns or UriHostNameType.IPv4)) throw Wrong(text, "it names no host");
        return new HyperVAddress(host, parts.Length < 2 || parts[1].Length == 0 ? null : Name(text, parts[1]));
    }

    public HyperVAddress Of(string machine) => this with { Machine = machine };

    public HyperVAddress Container => this with { Machine = null };

    public override string ToString() => Machine is null ? Scheme + Host : $"{Scheme}{Host}/{Uri.EscapeDataString(Machine)}";

    private static string Name(string text, string segment)
    {
        var name = Uri.UnescapeDataString(segment);
        if (Guid.TryParse(name, out var id)) return id.ToString("D").ToUpperInvariant();
        return name.Length is > 0 and <= LongestName && !name.Any(char.IsControl) ? name : throw Wrong(text, $"the machine's name is longer than {LongestName} characters or holds control characters");
    }

    private static WorkloadException Wrong(string text, string reason) =>
        new(WorkloadFault.AddressWrong, $"\"{text}\" is no address of Hyper-V: {reason}.", "Write hyperv://HOST for a host, or hyperv://HOST/MACHINE with the machine's id or name.");
}
