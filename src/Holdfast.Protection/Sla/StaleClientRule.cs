namespace Holdfast.Protection.Sla;

/// <summary>Finds machines that come and go and have not come for long.</summary>
public static class StaleClientRule
{
    public static bool IsStale(DateTimeOffset lastContact, int staleAfterDays, DateTimeOffset now) => now - lastContact > TimeSpan.FromDays(staleAfterDays);
}
