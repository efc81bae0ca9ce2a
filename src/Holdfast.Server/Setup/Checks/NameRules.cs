using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup.Checks;

/// <summary>The computer's name, and how it stands to a domain.</summary>
internal static class NameRules
{
    private const int LongestNetBiosName = 15;

    internal static SetupCheck HostName(MachineFacts facts)
    {
        var (name, first) = (facts.HostName, facts.HostName.Split('.')[0]);
        var verdict = new Verdict("host-name", "Name of this computer", name.Length == 0 ? "none" : name);
        if (first.Length == 0) return verdict.Fails("The computer has no name, by which agents would find it.", "Give it one.");
        if (name.Contains('_')) return verdict.Fails("A name with an underscore is no host name: certificates for it are refused, and agents could not connect.", "Rename the computer, with hyphens in place of underscores.");
        if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.') || first.StartsWith('-') || first.EndsWith('-'))
            return verdict.Fails("A host name has letters, digits, and hyphens between them.", "Rename the computer.");
        if (string.Equals(first, "localhost", StringComparison.OrdinalIgnoreCase)) return verdict.Warns("Every computer is localhost to itself: agents need another name.", "Rename the computer, or set agentServerName.");
        return first.Length > LongestNetBiosName
            ? verdict.Warns($"It is longer than the {LongestNetBiosName} characters of NetBIOS names: older Windows computers know it by its beginning.", "Choose a shorter name where such computers are protected.")
            : verdict.Passed();
    }

    internal static SetupCheck Domain(MachineFacts facts)
    {
        var verdict = new Verdict("domain", "Domain", facts.DomainRole switch
        {
            DomainRole.None => "in no domain", DomainRole.Member => $"member of {facts.Domain ?? "a domain"}", DomainRole.Controller => $"domain controller{(facts.Domain is { } name ? $" of {name}" : "")}",
            _ => "not known",
        });
        return facts.DomainRole == DomainRole.Controller
            ? verdict.Warns("On a domain controller, Holdfast protects this computer alone: whoever rules a backup server must not rule the domain with it.",
                "Nothing else can be protected from here; for other computers, install the server on a member of the domain.")
            : verdict.Passed();
    }
}
