using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Rebato.Platform.Cli;

namespace Rebato.Platform.Notices;

/// <summary>E-mail by the town hall's own SMTP server, enciphered when the server offers it (RFC 3207).</summary>
internal sealed class MailChannel(OfficeSettings settings) : INoticeChannel
{
    private const int Patience = 20_000;
    private const int ImplicitTls = 465;

    private readonly MailSettings mail = settings.Mail;

    public string Name => "mail";

    public IReadOnlyList<string> Targets(IReadOnlyCollection<Guid> people) => mail.Host.Length == 0 ? [] : [.. people.Select(person => person.ToString())];

    public async Task<string?> Send(OutgoingNotice notice, string target, CancellationToken cancel)
    {
        if (!MailboxAddress.TryParse(notice.Address ?? "", out var to))
        {
            return "no address";
        }

        if (!MailboxAddress.TryParse(mail.From, out var from))
        {
            return "Mail:From is not an address";
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        using var smtp = new SmtpClient { Timeout = Patience };
        await smtp.ConnectAsync(mail.Host, mail.Port, mail.Port == ImplicitTls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.StartTlsWhenAvailable, limit.Token);
        if (mail.User.Length > 0)
        {
            await smtp.AuthenticateAsync(mail.User, (await File.ReadAllTextAsync(mail.PasswordFile, limit.Token)).Trim(), limit.Token);
        }

        using var message = Message(notice, from, to);
        await smtp.SendAsync(message, limit.Token);
        await smtp.DisconnectAsync(quit: true, limit.Token);
        return null;
    }

    private static MimeMessage Message(OutgoingNotice notice, MailboxAddress from, MailboxAddress to) => new()
    {
        From = { new MailboxAddress(notice.Town.Name, from.Address) },
        To = { to },
        Subject = notice.Title,
        Date = notice.At.Utc,
        MessageId = $"{notice.Delivery:N}@{from.Domain}",
        Headers = { { HeaderId.AutoSubmitted, "auto-generated" } },
        Body = new TextPart("plain") { Text = $"{notice.Text}\n\n{notice.Link}\n\n{notice.Town.Name}\n" },
    };
}
