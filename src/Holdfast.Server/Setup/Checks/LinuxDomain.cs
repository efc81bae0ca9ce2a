namespace Holdfast.Server.Setup.Checks;

/// <summary>Whether a Linux computer belongs to a domain: by what joins it (sssd, winbind) or makes it one (Samba).</summary>
internal static class LinuxDomain
{
    private const int MostLines = 2000;

    internal static (DomainRole Role, string? Domain) Find()
    {
        if (File.Exists("/var/lib/samba/private/sam.ldb")) return (DomainRole.Controller, Value("/etc/samba/smb.conf", "realm"));
        if (!File.Exists("/etc/krb5.keytab")) return (DomainRole.None, null);
        if ((Value("/etc/sssd/sssd.conf", "domains") ?? Value("/etc/samba/smb.conf", "realm")) is { } joined) return (DomainRole.Member, joined);
        // The keytab is there, and what it is for may be readable by root alone.
        return (DomainRole.Unknown, null);
    }

    private static string? Value(string file, string key)
    {
        try
        {
            if (!File.Exists(file)) return null;
            return File.ReadLines(file).Take(MostLines).Select(line => line.Split('=', 2)).Where(parts => parts.Length == 2 && parts[0].Trim().Equals(key, StringComparison.OrdinalIgnoreCase))
                .Select(parts => parts[1].Trim()).FirstOrDefault(value => value.Length > 0);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // readable by root alone
        }
    }
}
