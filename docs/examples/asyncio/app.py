"""Two jobs in one event loop: a report in office hours, and a heartbeat."""

import asyncio

from cronexpr.integrations.asyncio import ticks


async def report() -> None:
    """Report every quarter of an hour, by Berlin's clock."""
    async for when in ticks("*/15 9-17 * * mon-fri", tz="Europe/Berlin"):
        print(f"the report of {when:%H:%M}", flush=True)


async def heartbeat() -> None:
    """Tell that all is well, every ten seconds."""
    async for when in ticks("*/10 * * * * *", tz="UTC"):
        print(f"alive at {when:%H:%M:%S}", flush=True)


async def main() -> None:
    """Run both until one fails, or the program is stopped."""
    async with asyncio.TaskGroup() as group:
        group.create_task(report())
        group.create_task(heartbeat())


if __name__ == "__main__":
    asyncio.run(main())
