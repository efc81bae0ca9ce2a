namespace Holdfast.Server.Setup.Checks;

/// <summary>How this computer stands to a domain.</summary>
internal static class ComputerDomain
{
    internal static (DomainRole Role, string? Domain) Find() => OperatingSystem.IsWindows() ? WindowsDomain.Find() : LinuxDomain.Find();

    internal static bool IsController() => Find().Role == DomainRole.Controller;
}
