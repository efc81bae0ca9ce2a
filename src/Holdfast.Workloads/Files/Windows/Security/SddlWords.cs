namespace Holdfast.Workloads.Files.Windows.Security;

/// <summary>Two-letter words of the security descriptor definition language. Source: [MS-DTYP] 2.5.1 and winsddl of the Windows documentation.</summary>
internal static class SddlWords
{
    public static IReadOnlyList<(string Word, AceType Type)> Types { get; } =
    [
        ("A", AceType.Allow), ("D", AceType.Deny), ("AU", AceType.Audit), ("AL", AceType.Alarm), ("OA", AceType.ObjectAllow), ("OD", AceType.ObjectDeny), ("OU", AceType.ObjectAudit),
        ("OL", AceType.ObjectAlarm), ("XA", AceType.CallbackAllow), ("XD", AceType.CallbackDeny), ("ZA", AceType.CallbackObjectAllow), ("XU", AceType.CallbackAudit), ("ML", AceType.Label),
        ("RA", AceType.ResourceAttribute), ("SP", AceType.ScopedPolicy), ("TL", AceType.TrustLabel), ("FL", AceType.AccessFilter),
    ];

    /// <summary>Inheritance and auditing, in the order in which Windows writes them.</summary>
    public static IReadOnlyList<(string Word, uint Bit)> Flags { get; } = [("OI", 0x1), ("CI", 0x2), ("NP", 0x4), ("IO", 0x8), ("ID", 0x10), ("CR", 0x20), ("SA", 0x40), ("FA", 0x80)];

    /// <summary>Rights that a word of their own stands for as a whole.</summary>
    public static IReadOnlyList<(string Word, uint Mask)> Masks { get; } =
    [
        ("FA", 0x1f01ff), ("FR", 0x120089), ("FW", 0x120116), ("FX", 0x1200a0), ("KA", 0xf003f), ("KR", 0x20019), ("KW", 0x20006),
    ];

    /// <summary>KX is the same as KR: read, never written.</summary>
    public const string KeyExecute = "KX";

    public static IReadOnlyList<(string Word, uint Bit)> Rights { get; } =
    [
        ("CC", 0x1), ("DC", 0x2), ("LC", 0x4), ("SW", 0x8), ("RP", 0x10), ("WP", 0x20), ("DT", 0x40), ("LO", 0x80), ("CR", 0x100), ("SD", 0x10000), ("RC", 0x20000), ("WD", 0x40000), ("WO", 0x80000),
        ("GA", 0x10000000), ("GX", 0x20000000), ("GW", 0x40000000), ("GR", 0x80000000),
    ];

    /// <summary>What an integrity label forbids.</summary>
    public static IReadOnlyList<(string Word, uint Bit)> Labels { get; } = [("NW", 0x1), ("NR", 0x2), ("NX", 0x4)];

    public static IReadOnlyDictionary<string, string> Trustees { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["WD"] = "S-1-1-0", ["CO"] = "S-1-3-0", ["CG"] = "S-1-3-1", ["OW"] = "S-1-3-4", ["NU"] = "S-1-5-2", ["IU"] = "S-1-5-4", ["SU"] = "S-1-5-6", ["AN"] = "S-1-5-7", ["ED"] = "S-1-5-9", ["PS"] = "S-1-5-10",
        ["AU"] = "S-1-5-11", ["RC"] = "S-1-5-12", ["SY"] = "S-1-5-18", ["LS"] = "S-1-5-19", ["NS"] = "S-1-5-20", ["BA"] = "S-1-5-32-544", ["BU"] = "S-1-5-32-545", ["BG"] = "S-1-5-32-546", ["PU"] = "S-1-5-32-547",
        ["AO"] = "S-1-5-32-548", ["SO"] = "S-1-5-32-549", ["PO"] = "S-1-5-32-550", ["BO"] = "S-1-5-32-551", ["RE"] = "S-1-5-32-552", ["RU"] = "S-1-5-32-554", ["RD"] = "S-1-5-32-555", ["NO"] = "S-1-5-32-556",
        ["MU"] = "S-1-5-32-558", ["LU"] = "S-1-5-32-559", ["IS"] = "S-1-5-32-568", ["CY"] = "S-1-5-32-569", ["ER"] = "S-1-5-32-573", ["CD"] = "S-1-5-32-574", ["RA"] = "S-1-5-32-575", ["ES"] = "S-1-5-32-576",
        ["MS"] = "S-1-5-32-577", ["HA"] = "S-1-5-32-578", ["AA"] = "S-1-5-32-579", ["RM"] = "S-1-5-32-580", ["WR"] = "S-1-5-33", ["UD"] = "S-1-5-84-0-0-0-0-0", ["AC"] = "S-1-15-2-1", ["LW"] = "S-1-16-4096",
        ["ME"] = "S-1-16-8192", ["MP"] = "S-1-16-8448", ["HI"] = "S-1-16-12288", ["SI"] = "S-1-16-16384", ["AS"] = "S-1-18-1", ["SS"] = "S-1-18-2",
    };

    /// <summary>Groups of a domain: what they stand for depends on the computer that reads the text.</summary>
    public static IReadOnlySet<string> OfDomains { get; } = new HashSet<string>(
        ["LA", "LG", "DA", "DG", "DU", "DC", "DD", "CA", "SA", "EA", "PA", "CN", "RS", "RO", "AP", "KA", "EK"], StringComparer.Ordinal);
}
