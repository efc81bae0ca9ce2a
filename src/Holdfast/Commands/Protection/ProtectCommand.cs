using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Commands.Applications;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Protection;

/// <summary>Puts paths into a protection group and creates their first recovery points.</summary>
internal sealed class ProtectCommand : HoldfastCommand
{
    private readonly Argument<string[]> paths;
    private readonly Option<string?> group;
    private readonly Option<string[]> exclude, excludeExtension, option;
    private readonly Option<string?> server, pin;
    private readonly Option<bool> online, crossMountPoints, wait;
    private readonly Option<int?> retention, onlineRetention;

    internal ProtectCommand() : base("protect", "Puts paths into a protection group, which is made if it does not exist, and creates a recovery point of each.")
    {
        paths = Takes(new Argument<string[]>("PATH") { Description = "Folders or files to protect, or addresses of applications such as postgresql://db1:5432", Arity = ArgumentArity.OneOrMore });
        group = With(new Option<string?>("--group") { Description = "Protection group (default: the one that a path has already, else Default)", HelpName = "NAME" });
        exclude = With(new Option<string[]>("--exclude") { Description = "Leaves out what matches, relative to the path; may be repeated (default: nothing)", HelpName = "GLOB" });
        excludeExtension = With(new Option<string[]>("--exclude-extension")
        {
            Description = "Leaves out files with this extension, such as .tmp; may be repeated (default: none)", HelpName = "EXT",
        });
        server = With(new Option<string?>("--server") { Description = "Production server that the paths are on, or the address of the Holdfast server that is asked (default: this computer)", HelpName = "AGENT" });
        online = With(SharedOptions.Online("Sends the recovery points to the vault as well, now and from now on (default: disk only)"));
        crossMountPoints = With(new Option<bool>("--cross-mount-points") { Description = "Goes into file systems that are mounted below a path (default: stays out)" });
        retention = With(SharedOptions.RetentionDays());
        onlineRetention = With(SharedOptions.OnlineRetentionDays());
        option = With(ApplicationOptions.Option());
        pin = With(SharedOptions.Pin());
        wait = With(SharedOptions.Wait());
    }

    protected override Task<int> Run(ParseResult input, Session session)
    {
        session.Confirm(input.GetValue(pin));
        var agent = input.GetValue(server) is { } named && !named.Contains("://", StringComparison.Ordinal) ? named : null;
        var started = session.Jobs.Protect(
            new ProtectRequest(
                [.. input.GetValue(paths)!.Select(path => agent is null && !ApplicationAddress.IsOne(path) ? Names.Absolute(path) : path)], input.GetValue(group), Given(input, exclude), Given(input, excludeExtension), agent,
                input.GetValue(online), input.GetValue(crossMountPoints) ? true : null, input.GetValue(retention), input.GetValue(onlineRetention),
                ApplicationOptions.Given(input.GetValue(option))),
            session.Stop);
        foreach (var warning in session.Jobs.Warnings) Console.Error.WriteLine("warning: " + warning);
        return JobFollower.Finish(session, started, input.GetValue(wait));
    }

    // Null leaves the exclusions of a path that is protected already as they are.
    private static string[]? Given(ParseResult input, Option<string[]> option) => input.GetValue(option) is { Length: > 0 } values ? values : null;
}
