using System.Globalization;
using Rebato.Platform.Cli;
using Rebato.Platform.Data;
using Rebato.Platform.Ui;

namespace Rebato.Platform.Notices;

/// <summary>Puts notices into words for the channels that leave the office: in the town hall's language and its zone.</summary>
internal sealed class NoticeWriter(Sentences sentences, OfficeSettings settings)
{
    public OutgoingNotice Write(Town town, Delivery delivery, IReadOnlyList<Notice> telling, string? address)
    {
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es-ES");
            var texts = new Texts(sentences, new Formats(town.TimeZone));
            var notice = telling[0];
            var roles = string.Join(", ", telling.Where(n => n.Role is not null).Select(n => texts["role." + n.Role]));
            return new OutgoingNotice(delivery.Id, town, notice.Kind, Title(texts, notice), Body(texts, notice), Absolute(town, notice.Link), roles, notice.At, address);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        }
    }

    public static string Title(Texts texts, Notice notice) => texts["notice." + notice.Kind, Values(notice)];

    public static string Body(Texts texts, Notice notice) => texts["notice." + notice.Kind + ".text", Values(notice)];

    private static object[] Values(Notice notice) =>
        [.. NoticeValue.Read(notice.Values).Select(value => value.In(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName))];

    private string Absolute(Town town, string link)
    {
        var office = town.Host.Length > 0 ? "https://" + town.Host : settings.Listen.Split(';')[0].TrimEnd('/');
        return office + link;
    }
}
