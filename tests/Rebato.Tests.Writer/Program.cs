using System.Globalization;
using Rebato.Tests.Writer;

// write DATA [POSTGRES]: writes until it is killed. torture DATA ROUNDS [POSTGRES]: kills it that many times.
switch (args)
{
    case ["write", var data, .. var postgres]:
        await ActWriter.Run(data, postgres.FirstOrDefault(), CancellationToken.None);
        return 0;
    case ["torture", var data, var rounds, .. var postgres]:
        var torture = new Torture(data, postgres.FirstOrDefault(), seed: 1);
        var kept = 0;
        for (var i = 1; i <= int.Parse(rounds, CultureInfo.InvariantCulture); i++)
        {
            var round = await torture.KillOnce();
            kept = round.Kept;
            if (round.Wrong is not null)
            {
                Console.WriteLine($"{i}: {round.Wrong}");
                return 1;
            }
        }

        Console.WriteLine($"{rounds} kills, {torture.Acknowledged} acknowledged, {kept} kept: none lost, no gap, no double, the ledger verifies");
        return 0;
    default:
        Console.Error.WriteLine("write DATA [POSTGRES] | torture DATA ROUNDS [POSTGRES]");
        return 2;
}
