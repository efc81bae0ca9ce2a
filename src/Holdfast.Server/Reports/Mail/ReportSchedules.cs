using System.Globalization;
using Holdfast.Contracts.Api.Reports;
using Holdfast.Contracts.Errors;
using Holdfast.Protection.Reports;
using Holdfast.Server.Catalog;
using Holdfast.Server.Notifications;
using Holdfast.Server.Reports.Files;

namespace Holdfast.Server.Reports.Mail;

/// <summary>Which reports are sent to whom and when.</summary>
internal sealed class ReportSchedules(ServerCatalog catalog, ReportDesk desk, TimeProvider time)
{
    private const int Most = 200, MostRecipients = 50;

    internal IReadOnlyList<ReportScheduleInfo> List()
    {
        var names = catalog.Groups.All().ToDictionary(group => group.Id, group => group.Name);
        return [.. catalog.ReportSchedules.All().Select(row => Show(row, names))];
    }

    internal ReportScheduleInfo Add(ReportScheduleRequest request)
    {
        var group = desk.Check(request.Kind, request.Group, request.Server, request.Zone);
        CheckSending(request.Recipients, request.Format);
        if (!ReportPeriods.All.Contains(request.Period))
            throw new HoldfastException(ErrorCode.BadRequest, "The period of a report by mail is one of: " + string.Join(", ", ReportPeriods.All) + ".");
        if (catalog.ReportSchedules.All().Count >= Most) throw new HoldfastException(ErrorCode.Conflict, $"There are {Most} scheduled reports already.", "Remove some, or give one of them more recipients.");
        var (now, at, zone) = (time.GetUtcNow(), At(request.At), request.Zone ?? "UTC");
        var row = new ReportScheduleRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"), Kind = request.Kind, Period = request.Period, Recipients = CatalogJson.Write([.. request.Recipients.Distinct(StringComparer.OrdinalIgnoreCase)]),
            Format = request.Format, AtMinutes = (at.Hour * 60) + at.Minute, Zone = zone, GroupId = group, Server = request.Server, Created = CatalogTime.From(now),
            Due = CatalogTime.From(new ReportCalendar(zone).NextDue(Cycle(request.Period), at, now)),
        };
        catalog.ReportSchedules.Add(row);
        return Show(row, catalog.Groups.All().ToDictionary(known => known.Id, known => known.Name));
    }

    internal void Remove(string id)
    {
        if (!catalog.ReportSchedules.Remove(id)) throw new HoldfastException(ErrorCode.NotFound, "There is no scheduled report of this id.");
    }

    /// <exception cref="HoldfastException">Nobody to send to, one that is no address, or no such form.</exception>
    internal static void CheckSending(IReadOnlyList<string> recipients, string format)
    {
        if (recipients.Count is 0 or > MostRecipients) throw new HoldfastException(ErrorCode.BadRequest, $"A report goes to 1 to {MostRecipients} recipients.");
        if (recipients.Any(recipient => !MailAddressRule.TryParse(recipient, out _))) throw new HoldfastException(ErrorCode.BadAddress, "One of the recipients is not one mail address.");
        if (!ReportFormats.All.Contains(format)) throw ReportFile.Unknown(format);
    }

    internal static ReportCycle Cycle(string period) => period switch
    {
        ReportPeriods.Weekly => ReportCycle.Weekly,
        ReportPeriods.Monthly => ReportCycle.Monthly,
        ReportPeriods.Quarterly => ReportCycle.Quarterly,
        _ => ReportCycle.Yearly,
    };

    private static TimeOnly At(string? text)
    {
        if (text is null) return new TimeOnly(7, 0);
        return TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at : throw new HoldfastException(ErrorCode.BadRequest, "The time of day must be given as HH:mm, such as 07:00.");
    }

    private static ReportScheduleInfo Show(ReportScheduleRow row, Dictionary<string, string> groups) => new(
        row.Id, row.Kind, row.Period, CatalogJson.ReadList(row.Recipients), row.Format, row.At.ToString("HH:mm", CultureInfo.InvariantCulture), row.Zone,
        row.GroupId is { } id ? groups.GetValueOrDefault(id, id) : null, row.Server, CatalogTime.To(row.Created), CatalogTime.To(row.Due), CatalogTime.To(row.LastRun), row.LastResult);
}
